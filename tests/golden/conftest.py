from __future__ import annotations


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the expected pages anew; read the difference before keeping it")
