"""What the jobs are called, and what runs by the clock."""

from dataclasses import dataclass

from broadsheet.model.jobs import Task

NAME, QUEUE = "broadsheet", "looks"  # what the engine calls this program, and where its looks wait
WORDS = {
    Task.TICK: "Finds the sources that are due, and asks again for pages that failed",
    Task.LOOK: "Looks at sources",
    Task.GATHER: "Gathers articles into stories",
    Task.HEAR: "Takes in what hubs pushed, and asks hubs to tell us",
    Task.DELIVER: "Makes the issues of channels, and sends mails",
    Task.COLLECT_MAIL: "Reads the mailbox of the newsletters",
    Task.SWEEP: "Tidies up",
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`name`: the engine's. A task runs every so many seconds, so many seconds past the full minute or hour."""

    name: str
    task: Task
    every: int
    past: int = 0

    @property
    def cron(self) -> str:
        """The same in the words of cron."""
        return "* * * * *" if self.every == 60 else f"{self.past // 60} * * * *"

    def after(self, now: int) -> int:
        """When it runs next: seconds since 1970, UTC."""
        return now + self.every - (now - self.past) % self.every


RHYTHMS = (
    Rhythm("tick", Task.TICK, 60),
    Rhythm("gathering", Task.GATHER, 60),
    Rhythm("hear", Task.HEAR, 60),
    Rhythm("post", Task.DELIVER, 60),
    Rhythm("mailbox", Task.COLLECT_MAIL, 60),
    Rhythm("upkeep", Task.SWEEP, 3600, 17 * 60),
)
