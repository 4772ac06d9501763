"""How fast a file of posts comes in, in how much memory, and how long each slice holds the writer.

Each size runs in a process of its own: the file is held, its columns guessed, its rows counted and
brought in by the product's own duty. The floor is `csv` alone reading the same file. Memory is that
of the process's own pages (`RssAnon`): of a file on disk the machine keeps what it likes.
"""

import asyncio
import csv
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import monotonic, perf_counter, thread_time
from typing import Any

from fair.decisions import Actor
from fair.dispatch import doors
from fair.glossary import Role
from fair.imports import reads as import_reads
from fair.imports.lexicon_reads import template_lexicon
from fair.intake import held_writes, run_writes
from fair.intake import reads as intake_reads
from fair.intake.reading import counted
from fair.shaping.looking import looked
from fair.shaping.shape import as_map, guessed
from tests.world import World, running

HEAD = (
    "编号",
    "公司",
    "岗位名称",
    "招聘人数",
    "薪资",
    "工作地点",
    "工作时间",
    "岗位职责",
    "任职要求",
)
FIRMS = ("华丰", "渤海", "新埭", "当湖", "嘉和", "东方", "宏远", "永盛", "金泰", "鼎新")
TRADES = ("制衣", "重工", "电子", "食品", "物流", "家具", "五金", "塑业", "印染", "机械")
TITLES = (
    "缝纫工",
    "质检员",
    "焊工",
    "裁剪工",
    "仓库管理员",
    "叉车工",
    "电工",
    "包装工",
    "操作工",
    "厨师",
)
PLACES = (
    "平湖市/新埭镇",
    "平湖市/当湖",
    "天津市/滨海",
    "嘉兴市/南湖",
    "苏州市/昆山",
    "东莞市/虎门",
)
HOURS = ("08:00-17:00", "20:00-08:00", "08:30-17:30", "两班倒")
DUTIES = ("平缝机缝制衣领和袖口", "检查成品并记录", "按图纸焊接钢结构", "整理仓库、收货发货")
WANTS = ("有经验者优先，可培训", "初中以上学历，吃苦耐劳", "持证上岗", "能适应倒班")
_ORGANISER = Actor(Role.ORGANISER, account_id="importing", name="importing", by_hand=True)


def write(path: Path, rows: int) -> None:
    """Write a file of so many made-up posts, of five hundred employers."""
    dice = random.Random(20)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEAD)
        for number in range(rows):
            low = dice.randrange(4, 12)
            out.writerow([
                f"P{number:06}",
                f"{dice.choice(FIRMS)}{dice.choice(TRADES)}{dice.randrange(5)}厂有限公司",
                dice.choice(TITLES), dice.randrange(1, 60),
                "面议" if number % 50 == 0 else f"{low}-{low + 3}千/月",
                dice.choice(PLACES), dice.choice(HOURS), dice.choice(DUTIES), dice.choice(WANTS),
            ])  # fmt: skip


class _Holds:
    """The longest work on the writer's thread, by the clock and by its own CPU seconds."""

    def __init__(self) -> None:
        self.wall_s = self.cpu_s = 0.0
        self.wall: list[float] = []
        self.by = ""

    @contextmanager
    def timing(self, where: str, what: str) -> Iterator[None]:
        began, cpu = monotonic(), thread_time()
        try:
            yield
        finally:
            if where == "writer":
                wall, spent = monotonic() - began, thread_time() - cpu
                self.wall.append(wall)
                self.wall_s = max(self.wall_s, wall)
                if spent > self.cpu_s:
                    self.cpu_s, self.by = spent, what


def _anonymous_kb() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1])
    return 0


class _Peak:
    """The most memory from now on, looked at twenty times a second."""

    def __init__(self) -> None:
        self.before_kb = self.most_kb = _anonymous_kb()
        self._ended = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(0.05):
            self.most_kb = max(self.most_kb, _anonymous_kb())

    def end(self) -> None:
        self._ended.set()
        self._thread.join()


async def _bring(world: World, path: Path) -> dict[str, Any]:
    entered = doors(world.server.dispatch, _ORGANISER)
    holds, peak = _Holds(), _Peak()
    world.database.watchdog.timing = holds.timing  # type: ignore[method-assign]

    def hold() -> str:
        with path.open("rb") as file:
            return held_writes.hold(entered, _ORGANISER, file, path.name, "")

    began = perf_counter()
    file_id = await asyncio.to_thread(hold)
    held_s = perf_counter() - began
    data = await world.database.read(lambda at: intake_reads.data_of(at, file_id))
    table = looked(data)
    map_text = as_map(guessed(table.headings, table.samples, template_lexicon()))
    began = perf_counter()
    rows = await asyncio.to_thread(counted, data, import_reads.parsed_map(map_text), "")
    counted_s = perf_counter() - began
    await asyncio.to_thread(held_writes.note_rows, entered, _ORGANISER, file_id, rows)
    file = world.look(intake_reads.held, file_id, _ORGANISER.account_id)
    await world.work(lambda work: run_writes.begin(work, file, map_text, ""), _ORGANISER)
    began = perf_counter()
    await world.server.bringing.turn()
    seconds = perf_counter() - began
    peak.end()
    ((brought, refused),) = world.rows("select brought, refused from intake_run")
    holds.wall.sort()
    return {
        "rows": rows, "brought": brought, "refused": refused, "seconds": round(seconds, 1),
        "rows_per_s": round(rows / seconds), "held_s": round(held_s, 1),
        "counted_s": round(counted_s, 1),
        "writer_longest_ms": round(holds.wall_s * 1000, 1),
        "writer_longest_cpu_ms": round(holds.cpu_s * 1000, 1), "writer_longest_by": holds.by,
        "writer_p99_ms": round(holds.wall[len(holds.wall) * 99 // 100] * 1000, 1),
        "memory_before_mb": round(peak.before_kb / 1024, 1),
        "memory_peak_mb": round(peak.most_kb / 1024, 1),
    }  # fmt: skip


async def _one(rows: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "posts.csv"
        write(path, rows)
        began = perf_counter()
        with path.open(newline="", encoding="utf-8") as file:
            read = sum(1 for _ in csv.reader(file))
        floor_s = perf_counter() - began
        (Path(folder) / "fair").mkdir()
        async with running(Path(folder) / "fair") as world:
            found = await _bring(world, path)
        assert read == rows + 1
        return {
            **found, "file_mb": round(path.stat().st_size / 1e6, 1),
            "csv_rows_per_s": round(rows / floor_s),
        }  # fmt: skip


def measure(*, sizes: list[int]) -> dict[str, Any]:
    """Return what files of these sizes cost, each in a process of its own."""
    found = []
    for rows in sizes:
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.importing", str(rows)],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        found.append(json.loads(told.stdout.splitlines()[-1]))
        print(json.dumps(found[-1]))
    return {"files": found}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_one(int(sys.argv[1])))))
