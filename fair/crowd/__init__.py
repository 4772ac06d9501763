"""Simulated people for demo fairs: a process of its own that knows only what a browser knows.

It is given the fair's address and sign-in links, opens pages, sends their forms and holds sockets.
`browser` is one person's browser, `seeker` and `recruiter` are what people do, `talk` is a call
among two of them, `sound` a call with a real person, `town` the coming and going of all.
"""
