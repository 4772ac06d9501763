"""The media process: the bridge that forwards sound between the two sides of a call.

A process of its own, started and looked after by the server (`keeper.py`), with which it talks
over a pair of sockets that nobody else can reach. Only here: aiortc.
"""
