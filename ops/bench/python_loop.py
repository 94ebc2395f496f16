#!/usr/bin/env python3
"""The loop that `sisom bench pipeline --beside` is compared with: a network, distances and JSON, at least once.

It is what is written in an afternoon: frames from a topic in batches, the bundle's forward pass with taps and
gradients, one matrix product against the known frames, a JSON object a frame onto another topic, offsets committed
once what was made of them is on its way. No episodes, no candidates, no repetitions, no exactly once.

Needs: pip install torch numpy confluent-kafka
"""

import argparse
import json
import time

import numpy as np
import torch
from confluent_kafka import Consumer, Producer

BATCH = 32
COMMIT_SECONDS = 1.0
HEADER = 10  # C3 01 and the schema's fingerprint


def number(record, at):
    """A zigzag number of Avro's and where it ends."""
    value, shift = 0, 0
    while True:
        byte = record[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return (value >> 1) ^ -(value & 1), at
        shift += 7


def block(record, at):
    """Bytes or text of Avro's and where they end."""
    length, at = number(record, at)
    return record[at:at + length], at + length


def frame(record):
    """Id, sensor, size and content of a SensorFrame in rgb8; a library that reads any schema takes longer."""
    name, at = block(record, HEADER)
    sensor, at = block(record, at)
    _, at = number(record, at)
    _, at = block(record, at)
    width, at = number(record, at)
    height, at = number(record, at)
    _, at = number(record, at)
    content, _ = block(record, at)
    return name.decode(), sensor.decode(), height, width, content


class Scorer:
    """A bundle and known frames of random features, as many as asked for."""

    def __init__(self, bundle, known):
        torch._C._jit_set_profiling_executor(False)
        self.bundle = torch.jit.load(bundle).eval()
        self.head = self.bundle.initial_head()
        width = self.bundle.forward(torch.zeros(1, 3, 32, 32, dtype=torch.uint8), *self.head)[1].shape[1]
        torch.manual_seed(1)
        self.known = torch.rand(known, width)
        self.squares = (self.known ** 2).sum(1)
        self.labels = torch.arange(known) % self.head[0].shape[0]
        self.calibration = torch.sort(torch.rand(500)).values

    def score(self, pixels):
        logits, taps, gradients = self.bundle.forward(pixels, *self.head)
        features = torch.sigmoid(gradients) * taps
        squares = (features ** 2).sum(1, keepdim=True) - 2 * features @ self.known.T + self.squares
        predicted = logits.argmax(1)
        same = self.labels[None, :] == predicted[:, None]
        inner, inner_row = squares.masked_fill(~same, torch.inf).min(1)
        outer, outer_row = squares.masked_fill(same, torch.inf).min(1)
        ratio = inner.clamp(min=0).sqrt() / outer.clamp(min=1e-12).sqrt()
        energy = torch.logsumexp(logits, 1)
        novelty = ratio - energy
        p = 1 - torch.searchsorted(self.calibration, novelty) / (len(self.calibration) + 1)
        return [part.tolist() for part in (predicted, ratio, energy, novelty, p, inner_row, outer_row)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bootstrap-servers", required=True)
    parser.add_argument("--frames", required=True, help="topic of frames")
    parser.add_argument("--scores", required=True, help="topic of scores")
    parser.add_argument("--bundle", required=True, help="model.pt")
    parser.add_argument("--known", type=int, default=5000)
    parser.add_argument("--threads", type=int, default=0, help="PyTorch's; 0: as many as it takes by itself")
    arguments = parser.parse_args()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    scorer = Scorer(arguments.bundle, arguments.known)
    consumer = Consumer({"bootstrap.servers": arguments.bootstrap_servers, "group.id": "python-loop",
                         "auto.offset.reset": "earliest", "enable.auto.commit": False})
    producer = Producer({"bootstrap.servers": arguments.bootstrap_servers, "linger.ms": 5})
    consumer.subscribe([arguments.frames])
    committed, fresh = time.monotonic(), False
    with torch.inference_mode():
        while True:
            records = [r for r in consumer.consume(BATCH, timeout=0.1) if r.error() is None]
            if records:
                frames = [frame(record.value()) for record in records]
                pixels = np.stack([np.frombuffer(content, np.uint8).reshape(height, width, 3).transpose(2, 0, 1)
                                   for _, _, height, width, content in frames])
                scores = scorer.score(torch.from_numpy(np.ascontiguousarray(pixels)))
                for (name, sensor, *_), *score in zip(frames, *scores):
                    keys = ("predicted", "ratio", "energy", "novelty", "p", "inner", "outer")
                    producer.produce(arguments.scores, json.dumps({"frame": name, "sensor": sensor, "at": time.time(),
                                                                   **dict(zip(keys, score))}), key=sensor)
                producer.poll(0)
                fresh = True
            if fresh and time.monotonic() - committed >= COMMIT_SECONDS:
                producer.flush()
                consumer.commit(asynchronous=False)
                committed, fresh = time.monotonic(), False


if __name__ == "__main__":
    main()
