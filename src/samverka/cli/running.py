"""A sending that was begun is carried out, and what came of it is shown."""

from samverka.cli.desk import Desk, tell_page
from samverka.cli.leaving import take_in_leavers
from samverka.cli.post import Post
from samverka.cli.printing import err, out
from samverka.cli.sent import (
    exit_code,
    print_doubtful,
    print_ending,
    print_standing,
    sending_bar,
)
from samverka.cli.stopping import stopped_by_signals
from samverka.mail.sending.journal import Frozen, State
from samverka.mail.sending.sender import Errand, send_issue, wait_for
from samverka.mail.sending.summary import say_moment


def run(desk: Desk, post: Post, issue: Frozen) -> int:
    """The exit code. What became of each letter is in the journal, whatever happens here."""
    before = desk.journal.counts(issue.name)
    if issue.starts is not None and issue.starts > desk.now:
        err.print(
            f"Väntar till {say_moment(issue.starts)}. Låt fönstret vara öppet och datorn vara på."
        )
    with stopped_by_signals() as stopped, sending_bar(before[State.WAITING]) as seen:
        errand = Errand(
            post.door,
            a_minute=post.server.a_minute,
            ways=post.composer.ways,
            has_left=desk.register.is_suppressed,
            stopped=stopped,
            witness=post.witness,
            seen=seen,
        )
        if issue.starts is not None and wait_for(issue.starts, errand):
            take_in_leavers(desk.root, desk.register)
        ending = send_issue(desk.journal, issue, errand)
    standing = desk.standing(issue)
    print_standing(standing)
    print_doubtful(desk.journal, standing, desk.command)
    out.print()
    print_ending(ending, standing, desk.command)
    tell_page(desk, standing)
    return exit_code(ending, standing, sent_now=standing.counts[State.SENT] - before[State.SENT])
