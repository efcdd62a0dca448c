"""A receiver in Python, with the standard library alone: python3 receiver.py URL TOKEN"""

import json
import random
import sys
import time
import urllib.error
import urllib.request
import uuid

RESOURCES = "/open-banking/resources/v3/resources"
ACCOUNTS = "/open-banking/accounts/v2/accounts"
DISCOVERY = "/open-banking/discovery/v2/status"
LONGEST_PAUSE = 30  # seconds
MOST_TRIES = 6


def doubling():
    """Waits that double, up to a limit, with a little chance so that many receivers do not come back at once. Seconds."""
    nominal = 1
    while True:
        yield nominal * random.uniform(1, 1.2)
        nominal = min(nominal * 2, LONGEST_PAUSE)


class Receiver:
    def __init__(self, url, token):
        self.url = url
        self.token = token
        self.types = set()

    def resources(self):
        """Every resource of the consent. 202 means that the list is prepared: wait, longer each time."""
        pauses = doubling()
        status, body = self.get(f"{self.url}{RESOURCES}?page-size=100")
        while status == 202:
            time.sleep(next(pauses))
            status, body = self.get(f"{self.url}{RESOURCES}?page-size=100")
        found = list(body["data"])
        while "next" in body["links"]:
            _, body = self.get(body["links"]["next"])
            found += body["data"]
        types = {resource["type"] for resource in found}
        if types - self.types:  # a family that is new here: the directory says where it is
            self.once(f"{self.url}/participants", {})
        self.types = types
        return found

    def account(self, account_id):
        """An account in detail; after a 403, the list says what became of it."""
        status, body = self.get(f"{self.url}{ACCOUNTS}/{account_id}")
        if status == 403:
            self.resources()
        return body.get("data") if status == 200 else None

    def get(self, address):
        """One call, made again when the transmitter is busy (429) or ill (5xx)."""
        pauses = doubling()
        for tries in range(1, MOST_TRIES + 1):
            headers = {"authorization": f"Bearer {self.token}", "x-fapi-interaction-id": str(uuid.uuid4())}
            status, body, answered = self.once(address, headers)
            if status == 401:
                sys.exit("the consent has ended, or the token has expired: do not use it again")
            if status in (200, 202, 403):
                return status, body
            if status != 429 and status < 500 or tries == MOST_TRIES:
                sys.exit(f"{status} for GET {address}")
            if status >= 500:  # is it ill, and does it know?
                self.once(f"{self.url}{DISCOVERY}", {})
            time.sleep(float(answered.get("retry-after") or next(pauses)))

    @staticmethod
    def once(address, headers):
        try:
            with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as answer:
                status, text, answered = answer.status, answer.read(), answer.headers
        except urllib.error.HTTPError as error:
            status, text, answered = error.code, error.read(), error.headers
        return status, json.loads(text) if text.startswith(b"{") else {}, answered


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python3 receiver.py URL TOKEN")
    receiver = Receiver(sys.argv[1], sys.argv[2])
    for resource in receiver.resources():
        print(resource["type"], resource["resourceId"], resource["status"])
        if resource["type"] == "ACCOUNT" and resource["status"] == "AVAILABLE":
            receiver.account(resource["resourceId"])
