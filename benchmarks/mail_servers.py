"""A private Postfix that hands over to a private Dovecot: real servers for tests and benchmarks.

Everything lies in one temporary folder and listens on the loopback alone. Nothing of the system's
own Postfix or Dovecot is read or touched. Whoever is written to at `DOMAIN` has a mailbox.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Final

DOMAIN: Final = "brev.test"
TOLD: Final = "SAMVERKA_MAIL_TOOLS"
"""The environment variable that says where Postfix is, where it is not on PATH."""
PROGRAMS: Final = ("postfix", "postconf", "dovecot")
MASTER: Final = "master"
PATIENCE: Final = 60.0
"""Seconds until something that should happen at once is called a fault."""
_PLACES: Final = f"{os.environ.get('PATH', os.defpath)}:{os.environ.get(TOLD) or '/usr/sbin'}"

_MAIN_CF: Final = Template("""\
compatibility_level = 3.6
queue_directory = $folder/queue
data_directory = $folder/data
maillog_file = $folder/mail.log
maillog_file_prefixes = $folder
myhostname = post.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_peername_lookup = no
smtpd_client_connection_count_limit = 0
virtual_mailbox_domains = $domain
virtual_transport = lmtp:unix:$folder/lmtp
alias_maps =
alias_database =
local_recipient_maps =
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
""")
_MASTER_CF: Final = Template("""\
$port     inet  n - n - - smtpd
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
showq     unix  n - n - - showq
error     unix  - - n - - error
retry     unix  - - n - - error
lmtp      unix  - - n - - lmtp
anvil     unix  - - n - 1 anvil
scache    unix  - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
""")
_DOVECOT_CONF: Final = Template("""\
base_dir = $folder/run
state_dir = $folder/state
log_path = $folder/dovecot.log
protocols = lmtp
listen = 127.0.0.1
ssl = no
mail_location = maildir:$folder/mail/%Ln:INDEX=MEMORY
mail_fsync = never
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
postmaster_address = postmaster@$domain
auth_username_chars = abcdefghijklmnopqrstuvwxyz0123456789.-_@+
passdb {
  driver = static
  args = nopassword=y
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=$folder/mail/%Ln allow_all_users=yes
}
service lmtp {
  unix_listener $folder/lmtp {
    mode = 0666
  }
}
""")


@dataclass(frozen=True, slots=True)
class MailServers:
    """Postfix at 127.0.0.1:`port`, what it logs, and where Dovecot keeps the mail."""

    folder: Path
    port: int

    @property
    def log(self) -> Path:
        """What Postfix says of each connection and message."""
        return self.folder / "mail.log"

    def count(self) -> Counter[str]:
        """How many letters each mailbox holds, by the part of its address before the @."""
        return Counter(
            {box: len(list((box_path / "new").iterdir())) for box, box_path in self._boxes()}
        )

    def letters(self) -> Iterator[bytes]:
        """Every letter in every mailbox."""
        for _, box in self._boxes():
            for letter in (box / "new").iterdir():
                yield letter.read_bytes()

    def drain(self, patience: float = PATIENCE) -> None:
        """Wait until Postfix has handed over everything it took."""
        # Twice, since a message may move from a folder not looked at to one that has been.
        wait_until(lambda: not self._waiting() + self._waiting(), patience, "an empty queue")

    def _waiting(self) -> int:
        """How many messages Postfix has or is being given."""
        queues = [self.folder / "queue" / name for name in ("incoming", "active", "deferred")]
        return sum(len(files) for queue in queues for _, _, files in os.walk(queue))

    def _boxes(self) -> Iterator[tuple[str, Path]]:
        for box in sorted((self.folder / "mail").iterdir()):
            if (box / "new").is_dir():
                yield box.name, box


def why_not() -> str:
    """Why the servers cannot run here; nothing where they can."""
    if os.name == "nt" or os.geteuid() != 0:
        return "Postfix startas bara av root"
    missing = [name for name in PROGRAMS if shutil.which(name, path=_PLACES) is None]
    return f"saknas på den här datorn: {', '.join(missing)}" if missing else ""


@contextmanager
def running_mail_servers() -> Iterator[MailServers]:
    """Both servers, up and answering; stopped and removed afterwards, whatever happened."""
    with ExitStack() as stack:
        # Below /tmp whatever TMPDIR says: the path of a socket has to be short.
        made = tempfile.TemporaryDirectory(prefix="post", dir="/tmp", ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(made))
        servers = MailServers(folder, _free_port())
        _lay_out(servers)
        stack.enter_context(_running(["dovecot", "-F", "-c", str(folder / "dovecot.conf")]))
        wait_until((folder / "lmtp").exists, PATIENCE, "Dovecot")
        settings = folder / "etc"
        subprocess.run([_program("postfix"), "-c", str(settings), "check"], check=True)  # noqa: S603
        daemons = _run([_program("postconf"), "-c", str(settings), "-h", "daemon_directory"])
        master = str(Path(daemons) / MASTER)
        stack.enter_context(_running([master, "-c", str(settings), "-d"]))
        wait_until(lambda: _answers(servers.port), PATIENCE, "Postfix")
        yield servers


def wait_until(is_so: Callable[[], bool], patience: float, what: str) -> None:
    """Raise `TimeoutError` naming what was waited for."""
    deadline = time.monotonic() + patience
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(f"no {what} after {patience:.0f} seconds")
        time.sleep(0.02)


def _lay_out(servers: MailServers) -> None:
    folder = servers.folder
    folder.chmod(0o755)
    for name, owner in (
        ("etc", "root"),
        ("queue", "root"),
        ("data", "postfix"),
        ("mail", "nobody"),
    ):
        (folder / name).mkdir()
        shutil.chown(folder / name, owner)
    names = {"folder": str(folder), "port": str(servers.port), "domain": DOMAIN}
    files = {"etc/main.cf": _MAIN_CF, "etc/master.cf": _MASTER_CF, "dovecot.conf": _DOVECOT_CONF}
    for file, template in files.items():
        (folder / file).write_text(template.substitute(names), encoding="utf-8")


@contextmanager
def _running(command: list[str]) -> Iterator[None]:
    """A server in the foreground, in a group of its own, so that all of it can be ended."""
    program = [_program(command[0]), *command[1:]]
    with subprocess.Popen(program, start_new_session=True, stderr=subprocess.DEVNULL) as running:  # noqa: S603
        try:
            yield
        finally:
            running.terminate()
            try:
                running.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(running.pid, signal.SIGKILL)


def _program(name: str) -> str:
    return shutil.which(name, path=_PLACES) or name


def _run(command: list[str]) -> str:
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")  # noqa: S603
    return done.stdout.strip()


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as opened:
            return opened.recv(4).startswith(b"220")
    except OSError:
        return False
