"""A worker's line: what it tells arrives in order, maps the newest only, a stop is heard."""

import os
import threading
from types import MappingProxyType

from asperity.study.crew.worker import packed, receive, send, unpacked
from asperity.web.jobs.errand import Errand
from asperity.web.jobs.hand import plain
from asperity.web.jobs.progress import GapMap, Point
from asperity.web.jobs.work.tell import Done, Finished, Note, Share
from asperity.web.jobs.work.wire import STOP, Wire


def a_map(number, face="metal:electrolyte", size=1_000_000):
    return GapMap(
        number=number,
        face=face,
        step="press",
        time_s=float(number),
        shape=(1, size),
        low_m=0.0,
        high_m=1e-6,
        pixels=bytes(size),
        contact_fraction=0.5,
    )


def a_point(time):
    return Point(
        step="press",
        time_s=time,
        pressure_pa=1e6,
        temperature_k=300.0,
        face="metal:electrolyte",
        contact_fraction=0.5,
        mean_gap_m=1e-7,
    )


class Line:
    """Both ends of a worker's line."""

    def __init__(self, clock=lambda: 0.0):
        orders, self.orders = os.pipe()
        self.answers, told = os.pipe()
        self.orders, self.answers = os.fdopen(self.orders, "wb"), os.fdopen(self.answers, "rb")
        self.left = threading.Event()
        self.wire = Wire(
            os.fdopen(orders, "rb"),
            os.fdopen(told, "wb"),
            clock=clock,
            leave=lambda _code: self.left.set(),
        )

    def heard(self):
        found = []
        while not found or not isinstance(found[-1], Done):
            found.append(unpacked(receive(self.answers)))
        return found


def test_all_arrives_in_order_but_of_maps_the_newest():
    """Nobody reads: the line is full after the first map, and the work goes on all the same."""
    line = Line()
    for number in range(1, 50):
        line.wire.map(a_map(number))
        line.wire.point(a_point(float(number)))
    line.wire.map(a_map(1000, face="other:face"))
    line.wire.finished({"name": "press"})
    line.wire.note("something to know")
    end = threading.Thread(target=line.wire.end, args=(Done(),))
    end.start()
    heard = line.heard()
    end.join()
    maps = [one.number for one in heard if isinstance(one, GapMap) and one.face != "other:face"]
    assert maps[-1] == 49
    assert len(maps) <= 3
    times = [one.time_s for one in heard if isinstance(one, Point)]
    assert times == [float(number) for number in range(1, 50)]
    assert heard[-3:] == [Finished(step={"name": "press"}), Note(text="something to know"), Done()]


def test_shares_are_told_as_often_as_anybody_could_look():
    now = [0.0]
    line = Line(clock=lambda: now[0])
    for moment in range(100):
        now[0] = moment * 0.02
        line.wire.step("press", 0, 2, moment / 200)
    line.wire.step("release", 1, 2, 0.5)
    line.wire.end(Done())
    shares = [one for one in line.heard() if isinstance(one, Share)]
    assert 15 <= len(shares) <= 25
    assert shares[-1] == Share(step="release", index=1, count=2, fraction=0.5)


def test_a_stop_is_heard():
    line = Line()
    assert not line.wire.stopped()
    send(line.orders, packed(STOP))
    while not line.wire.stopped():
        pass
    line.wire.end(Done(state="stopped"))
    assert line.heard() == [Done(state="stopped")]


def test_a_worker_whose_server_is_gone_leaves():
    line = Line()
    assert not line.left.is_set()
    line.orders.close()
    assert line.left.wait(60)


def test_so_does_one_to_whom_nobody_listens():
    line = Line()
    line.answers.close()
    line.wire.note("something")
    assert line.left.wait(60)


# --- what the server makes of it ---


def test_time_left_is_told_by_the_pace_since_it_began():
    """A run that goes on from its middle has not done its first half in no time."""
    now = [0.0]
    errand = Errand(clock=lambda: now[0])
    errand.begin()
    errand.take(Share(step="cool", index=1, count=2, fraction=0.5))
    assert errand.progress.left_s is None
    now[0] = 10.0
    errand.take(Share(step="cool", index=1, count=2, fraction=0.75))
    assert errand.progress.left_s == 10.0
    assert errand.progress.elapsed_s == 10.0
    errand.take(Share(step="cool", index=1, count=2, fraction=0.8, left_s=3.0))
    assert errand.progress.left_s == 3.0
    errand.change("done")
    assert errand.progress.left_s is None
    assert errand.progress.fraction == 1.0


def test_points_are_handed_out_from_any_on():
    errand = Errand()
    for number in range(5):
        errand.take(a_point(float(number)))
    assert [point.time_s for point in errand.points(3)] == [3.0, 4.0]
    assert errand.points(5) == ()
    assert errand.progress.points == 5


def test_the_newest_map_of_each_face():
    errand = Errand()
    for told in (a_map(1, size=4), a_map(2, "other:face", 4), a_map(3, size=4)):
        errand.take(told)
    assert errand.newest(None).number == 3
    assert errand.newest("other:face").number == 2
    assert errand.newest("no:face") is None
    assert errand.faces() == ("metal:electrolyte", "other:face")


def test_options_are_sent_as_the_store_has_them():
    """Tables within tables come from the store read-only, and no pickle takes those."""
    frozen = MappingProxyType({"goals": (MappingProxyType({"of": "cell"}),), "points": 3})
    assert unpacked(packed(plain(frozen))) == {"goals": [{"of": "cell"}], "points": 3}
