"""Customers who order all the time, and the judge of a copy: every order acknowledged before the cut is there, and whole.

An order is one transaction: the order with its total, and three items whose amounts add up to it. What was acknowledged is noted
here, outside of the database, with the time.
"""

import bisect
import threading
import time

CUSTOMERS, ITEMS = 3, 3
# So that a long run does not fill the disk; each customer waits so long after each order.
PAUSE = 0.01

TABLES = ["create table orders (customer int, number int, total int, filler varchar(600), primary key (customer, number))",
          "create table items (customer int, number int, item int, amount int, primary key (customer, number, item))"]


def statements(customer, number):
    """The statements of one order, without those that begin and commit it."""
    amounts = [customer + number * (item + 1) % 1009 for item in range(ITEMS)]
    values = ", ".join(f"({customer}, {number}, {item}, {amount})" for item, amount in enumerate(amounts))
    return [f"insert into orders values ({customer}, {number}, {sum(amounts)}, '{'x' * (100 + number % 500)}')", f"insert into items values {values}"]


class SqlShop:
    """A database with orders; a subclass has `ask(sql)`, which gives rows of texts."""

    def ask(self, sql):
        raise NotImplementedError

    def last(self, customer):
        return int(self.ask(f"select coalesce(max(number), 0) from orders where customer = {customer}")[0][0])

    def faults(self, acknowledged):
        """What is wrong with a copy that must have so many orders of each customer."""
        found = []
        for customer, count in enumerate(acknowledged):
            there, last = map(int, self.ask(f"select count(*), coalesce(max(number), 0) from orders where customer = {customer}")[0])
            if last < count:
                found.append(f"customer {customer}: order {count} was committed before the cut, and the last in the copy is {last}")
            if there != last:
                found.append(f"customer {customer}: of {last} orders only {there} are there")
        mine = "items.customer = orders.customer and items.number = orders.number"
        torn = self.ask(f"select customer, number from orders where (select count(*) from items where {mine}) <> {ITEMS} "
                        f"or (select sum(amount) from items where {mine}) <> total")
        found += [f"order {number} of customer {customer} is torn" for customer, number in torn]
        lost = self.ask(f"select customer, number, item from items where not exists (select 1 from orders where {mine})")
        return found + [f"item {item} of customer {customer}'s order {number} has no order" for customer, number, item in lost]

    def tear(self):
        """Takes a part of one order away."""
        self.ask("delete from items where customer = 1 and number = 2 and item = 1")

    def lose(self):
        """Takes the last order of a customer away, as a whole."""
        last = self.last(2)
        self.ask(f"delete from items where customer = 2 and number = {last}")
        self.ask(f"delete from orders where customer = 2 and number = {last}")


class Customers:
    """Threads that order at a shop until they are closed; `connect` gives each its own connection, with `order` and `last`."""

    def __init__(self, connect):
        self.connect, self.open, self.failures = connect, True, []
        self.first, self.times = [0] * CUSTOMERS, [[] for _ in range(CUSTOMERS)]
        self.ready = threading.Barrier(CUSTOMERS + 1)
        self.threads = [threading.Thread(target=self.work, args=(customer,), daemon=True) for customer in range(CUSTOMERS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        try:
            self.ready.wait(timeout=60)
        except threading.BrokenBarrierError:
            raise AssertionError(f"the customers could not begin: {self.failures}") from None
        self.await_more()
        return self

    def work(self, customer):
        try:
            with self.connect() as shop:
                number = self.first[customer] = shop.last(customer)
                self.ready.wait(timeout=60)
                while self.open:
                    number += 1
                    shop.order(customer, number)
                    self.times[customer].append(time.time())
                    time.sleep(PAUSE)
        except Exception as failure:  # whatever it is, the run must know that nobody orders any more
            self.failures.append(f"customer {customer}: {failure!r}")
            self.ready.abort()

    def acknowledged(self, before=None):
        """How many orders of each customer are acknowledged; by now, or those before a time."""
        return [first + (len(times) if before is None else bisect.bisect_left(times, before)) for first, times in zip(self.first, self.times)]

    def await_more(self, count=10, within=60):
        """Returns how long it took until every customer had so many more orders acknowledged."""
        begin, wanted = time.monotonic(), [number + count for number in self.acknowledged()]
        while any(number < want for number, want in zip(self.acknowledged(), wanted)):
            if self.failures or time.monotonic() - begin > within:
                raise AssertionError(f"the customers cannot order any more: {self.failures or f'waited {within} s'}")
            time.sleep(0.01)
        return time.monotonic() - begin

    def __exit__(self, *_):
        self.open = False
        for thread in self.threads:
            thread.join(timeout=60)
