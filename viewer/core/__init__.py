"""The pure core: no Qt, no clock, no network, no settings, no globals."""
