"""A page in a process of its own: takes the live maps of a run and tells when each was there.

Prints "ready", reads the address from its standard input, then prints a line of JSON a map: the
clock, its number, whether its step was accepted, the share of its points in contact.
"""

import json
import sys
import time

from websockets.sync.client import connect


def main() -> None:
    print("ready", flush=True)
    with connect(sys.stdin.readline().strip(), max_size=None, compression=None) as socket:
        for message in socket:
            assert isinstance(message, bytes)
            size = int.from_bytes(message[:4], "little")
            header, pixels = json.loads(message[4 : 4 + size]), message[4 + size :]
            assert len(pixels) == header["shape"][0] * header["shape"][1]
            touching = pixels.count(0) / len(pixels)
            told = [time.perf_counter(), header["number"], header["accepted"], touching]
            print(json.dumps(told), flush=True)
            socket.send(json.dumps({"painted": header["number"]}))


if __name__ == "__main__":
    main()
