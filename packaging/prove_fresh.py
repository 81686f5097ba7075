"""Proves the README on a machine that has nothing: `python3 packaging/prove_fresh.py [--no-test] [--keep] [--json FILE]`.

Makes a bare Debian 12 with Python in a temporary folder, gives a new user there a clone of what is committed here, and does what the
README prints, as root and as that user. Needs root, debootstrap, git and about 4 GB of disk. The machine's network is used as it stands,
and so are its apt's and pip's settings. Knows nothing of how the steps are done, only what must come of them.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RELEASE = "bookworm"
USER = "reader"
HOME = Path("/home") / USER
CLONE = HOME / "docshelf"
PICTURE = CLONE / "docshelf-window.png"
LONGEST = 3600
"""Seconds that one step may take."""
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
HANDED_ON = ("http_proxy", "https_proxy", "no_proxy", "ssl_cert_file", "requests_ca_bundle", "curl_ca_bundle")
"""Environment variables, in either case, that say how this machine reaches the network; pip's own begin with PIP_."""
FROM_HERE = Path("/opt/from-here")
"""Where the new machine has the files that these settings name: at their own place, its packages would write over them."""

# The mounts are made in a namespace of this command alone, and its processes are in one too: both end with it, whatever ends it, and
# outside of it nothing is ever mounted. Not chroot: in one, the kernel grants nobody the namespaces that the engine's sandbox is made of.
INSIDE = """\
set -e
new=$1; user=$2; shift 2
mount --bind "$new" "$new"
mount -t proc proc "$new/proc"
mount -t sysfs -o ro sysfs "$new/sys"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$new/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$new/dev/shm"
while [ "$1" != -- ]; do mount --rbind -o ro "$1" "$new$1"; shift; done
shift
cd "$new"; pivot_root . mnt; cd /
umount -l /mnt
[ "$user" = root ] || set -- setpriv --reuid "$user" --regid "$user" --init-groups --inh-caps=-all --bounding-set=-all "$@"
exec "$@"
"""


class FailedError(Exception):
    """A step did not come to what it should have; the text says in what."""


class Machine:
    """A bare Debian in FOLDER; what runs in it has mounts and processes of its own."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder, self.log = folder, log
        self.shown: list[Path] = []
        """Folders of this machine that can be read in the new one, at the same place: where pip finds packages."""
        self.environ: dict[str, str] = {}
        """How packages are reached, for every command."""

    def make(self) -> None:
        """Put the system there, and the ways to the network that this machine has."""
        self._call(["unshare", "--mount", "--pid", "--fork", "--kill-child", "debootstrap", "--variant=minbase", "--include=python3",
                    RELEASE, str(self.folder), *mirror()])
        for name in ("resolv.conf", "hosts"):
            shutil.copyfile(Path("/etc") / name, self.folder / "etc" / name)
        settings = subprocess.run(["apt-config", "dump", "Acquire"], capture_output=True, text=True, check=True).stdout
        (self.folder / "etc" / "apt" / "apt.conf.d" / "90-host").write_text(settings, encoding="utf-8")
        config = {name: self._brought(value) for name, value in pip_config().items()}
        (self.folder / "etc" / "pip.conf").write_text("[global]\n" + "".join(f"{name} = {value}\n" for name, value in config.items()), encoding="utf-8")
        self.environ = {name: self._brought(value) for name, value in handed_on().items()}

    def _brought(self, setting: str) -> str:
        """A SETTING with the files and folders of this machine that it names brought along."""
        return " ".join(self._bring(word) for word in setting.split())

    def _bring(self, word: str) -> str:
        path = Path(word.removeprefix("file://"))
        if path.is_absolute() and path.is_file():
            there = self.folder / FROM_HERE.relative_to("/") / path.name
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, there)
            return str(FROM_HERE / path.name)
        if path.is_absolute() and path.is_dir():
            # What an index names lies beside it
            shown = path.parent if path.name == "simple" else path
            (self.folder / shown.relative_to("/")).mkdir(parents=True, exist_ok=True)
            self.shown = sorted({*self.shown, shown})
        return word

    def words(self, user: str, command: Sequence[str]) -> list[str]:
        """The words that run COMMAND in there as USER."""
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", INSIDE, "sh", str(self.folder), user,
                *map(str, self.shown), "--", *command]

    def run(self, user: str, *command: str, status: int = 0, **environ: str) -> str:
        """What COMMAND prints in there, run by USER in the clone. Raises FailedError if it ends with another STATUS."""
        home = "/root" if user == "root" else str(HOME)
        folder = ["env", "-C", str(CLONE)] if (self.folder / CLONE.relative_to("/")).is_dir() else []
        whole = {"PATH": PATH, "HOME": home, "USER": user, "LOGNAME": user, "LANG": "C.UTF-8", **self.environ, **environ}
        return self._call(self.words(user, [*folder, *command]), whole, status)

    def _call(self, words: Sequence[str], environ: dict[str, str] | None = None, status: int = 0) -> str:
        done = subprocess.run(words, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                              text=True, errors="replace", timeout=LONGEST)
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"$ {' '.join(words[-4:])}\n{done.stdout}\n")
        if done.returncode != status:
            last = "\n".join(done.stdout.splitlines()[-40:])
            raise FailedError(f"it ended with status {done.returncode}, not {status}:\n{last}")
        return done.stdout

    def owned_by_root(self) -> list[str]:
        """What root owns in the user's home."""
        return [str(path) for path in (self.folder / HOME.relative_to("/")).rglob("*") if path.lstat().st_uid == 0]


def mirror() -> list[str]:
    """Where this machine's apt has RELEASE from, for debootstrap; empty where it has another system."""
    told = subprocess.run(["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages"],
                          capture_output=True, text=True, check=False).stdout
    return [line.split()[0] for line in told.splitlines() if line.split()[1:] == [RELEASE]][:1]


def pip_config() -> dict[str, str]:
    """The settings in this machine's pip files, this user's own included."""
    told = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True).stdout
    pairs = (line.partition("=") for line in told.splitlines() if line.startswith(("global.", "install.")))
    return {name.partition(".")[2]: str(ast.literal_eval(value)) for name, _, value in pairs}


def handed_on() -> dict[str, str]:
    """This process's environment, as far as it tells how to reach packages."""
    return {key: value for key, value in os.environ.items() if key.startswith("PIP_") or key.lower() in HANDED_ON}


def must(fact: object, otherwise: str) -> None:
    """Raise FailedError saying OTHERWISE unless FACT holds."""
    if not fact:
        raise FailedError(otherwise)


# --- the story, step by step ------------------------------------------------------------------------------------------------


def clone(machine: Machine) -> str:
    """What is committed here, in the home of a new user."""
    machine.run("root", "useradd", "--create-home", "--shell", "/bin/bash", USER)
    there = machine.folder / CLONE.relative_to("/")
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(there)], check=True)
    machine.run("root", "chown", "-R", f"{USER}:{USER}", str(CLONE))
    return subprocess.run(["git", "-C", str(ROOT), "log", "-1", "--format=%h %s"], capture_output=True, text=True, check=True).stdout.strip()


def refused(machine: Machine) -> str:
    """A user who lacks packages gets the line that brings them."""
    said = machine.run(USER, "python3", "packaging/bootstrap.py", "run", status=3)
    must("\nsudo apt-get install " in said, f"no line to paste:\n{said}")
    return said.splitlines()[-1]


def run_as_root(machine: Machine) -> str:
    """Root brings the packages and leaves the rest to the owner."""
    said = machine.run("root", "python3", "packaging/bootstrap.py", "run")
    for sentence in ("Installing Debian packages: ", f"Going on as {USER}", "There is no display here"):
        must(sentence in said, f"{sentence!r} was not said:\n{said}")
    owned = machine.owned_by_root()
    must(not owned, f"root owns {owned[:5]} in the user's home")
    return picture(machine)


def run_again(machine: Machine) -> str:
    """The user starts it; nothing is left to install."""
    (machine.folder / PICTURE.relative_to("/")).unlink()
    said = machine.run(USER, "python3", "packaging/bootstrap.py", "run")
    must("Installing" not in said, f"something was installed again:\n{said}")
    return picture(machine)


def picture(machine: Machine) -> str:
    """The picture of the window that `run` saves where there is no display."""
    data = (machine.folder / PICTURE.relative_to("/")).read_bytes()
    must(data.startswith(b"\x89PNG") and len(data) > 20_000, f"the picture of the window is empty: {len(data)} bytes")
    return f"{PICTURE.name}: {len(data)} bytes"


def window_offscreen(machine: Machine) -> str:
    """The window as the user's, without a screen."""
    return shut_in(machine, f"{CLONE}/.venv/bin/docshelf", QT_QPA_PLATFORM="offscreen")


def window_on_screen(machine: Machine) -> str:
    """The same on an X screen, by the README's line."""
    machine.run("root", "apt-get", "install", "-y", "-q", "--no-install-recommends", "xvfb", "xauth", DEBIAN_FRONTEND="noninteractive")
    return shut_in(machine, "xvfb-run", "-a", "-s", "-screen 0 1280x1024x24", "python3", "packaging/bootstrap.py", "run")


def shut_in(machine: Machine, *command: str, **environ: str) -> str:
    """Every process that draws a page of the window runs as the user, filtered, without capabilities, in namespaces of its own."""
    there = machine.folder / "tmp" / "renderers.py"
    shutil.copyfile(ROOT / "packaging" / "renderers.py", there)
    said = machine.run(USER, "python3", "/tmp/renderers.py", *command, status=0, **environ)  # noqa: S108 - the new machine's
    watched = json.loads(next(line for line in said.splitlines() if line.startswith('{"events"')))
    must(watched["renderers"], f"no process draws pages:\n{said}")
    user = machine.run("root", "id", "-u", USER).strip()
    for one in watched["renderers"]:
        fine = one["Seccomp"] == "2" and int(one["CapEff"], 16) == 0 and one["Uid"].split() == [user] * 4
        must(fine and len(one["NSpid"].split()) > 1, f"a renderer is not shut in: {one}")
    one = watched["renderers"][0]
    return f"Uid {user}, Seccomp {one['Seccomp']}, NSpid {one['NSpid']}; page painted after {watched['events']['page_painted']:.0f} ms"


def test(machine: Machine) -> str:
    """The README's other command, as the user."""
    said = machine.run(USER, "python3", "packaging/bootstrap.py", "test")
    counts = [line.strip("= ") for line in said.splitlines() if " passed" in line and " in " in line]
    must(counts and "== sizes passed" in said, f"the tests told no count:\n{said[-2000:]}")
    return counts[-1]


# --- the report -------------------------------------------------------------------------------------------------------------


@contextmanager
def folder_for(name: str, *, keep: bool) -> Iterator[Path]:
    """A temporary folder, removed at the end unless KEEP, or unless something is mounted in it."""
    folder = Path(tempfile.mkdtemp(prefix=name))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        mounted = [line for line in Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines() if f" {folder}" in line]
        if mounted:
            print(f"Something is mounted in {folder}, so it is left there.", file=sys.stderr)
        elif keep:
            print(f"The machine is in {folder}.", file=sys.stderr)
        else:
            shutil.rmtree(folder)


def prove(machine: Machine, steps: Sequence[tuple[str, Callable[[Machine], str | None]]]) -> list[dict[str, object]]:
    """Take the STEPS in order up to the first that fails; what came of each."""
    report: list[dict[str, object]] = []
    for name, step in steps:
        begun = time.monotonic()
        try:
            fine, told = True, step(machine) or ""
        except (FailedError, OSError, subprocess.SubprocessError, ValueError) as error:
            fine, told = False, f"{error}"
        seconds = round(time.monotonic() - begun, 1)
        report.append({"step": name, "ok": fine, "seconds": seconds, "told": told})
        print(f"{'ok  ' if fine else 'FAIL'} {seconds:7.1f} s  {name}{': ' if told else ''}{told}", flush=True)
        if not fine:
            break
    return report


def main() -> int:
    """Make the machine and prove all of it; 0, 1 if something is not as it should be, 3 where it cannot be tried."""
    parser = argparse.ArgumentParser(description="Proves what the README says on a bare Debian 12.")
    parser.add_argument("--no-test", action="store_true", help="leave the long run of the tests out")
    parser.add_argument("--keep", action="store_true", help="leave the machine there at the end")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report there too")
    parser.add_argument("--log", type=Path, metavar="FILE", help="write there what the steps print")
    wanted = parser.parse_args()
    lacking = [name for name in ("debootstrap", "git", "unshare", "setpriv", "pivot_root") if not shutil.which(name)]
    if os.geteuid() != 0 or lacking:
        print(f"This needs root and these programs: {', '.join(lacking) or 'all are here'}.", file=sys.stderr)
        return 3
    steps = [
        ("a bare Debian 12 with Python", Machine.make),
        ("a clone of what is committed, in a new user's home", clone),
        ("run, as the user, before anything is installed", refused),
        ("run, as root", run_as_root),
        ("run, as the user", run_again),
        ("the window's pages are drawn in the sandbox", window_offscreen),
        *([] if wanted.no_test else [("test, as the user", test)]),
        ("the window's pages are drawn in the sandbox, on an X screen", window_on_screen),
    ]
    with folder_for("docshelf-fresh-", keep=wanted.keep) as folder:
        machine = Machine(folder / "machine", wanted.log or folder / "log")
        machine.folder.mkdir()
        report = prove(machine, steps)
    if wanted.json:
        wanted.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0 if all(step["ok"] for step in report) else 1


if __name__ == "__main__":
    sys.exit(main())
