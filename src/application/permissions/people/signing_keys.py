"""Make the keys that sign access tokens, and relieve them."""

from application.clock import Clock
from application.ids import IdSource
from application.permissions.people.ports import KeyMaker, PeopleStore
from application.service import service
from domain.permissions.people.signing_key import (
    PUBLISHED_BEFORE,
    KeyId,
    SigningKey,
    outlived,
)


@service
class MakeFirstKey:
    store: PeopleStore
    maker: KeyMaker
    clock: Clock
    ids: IdSource

    def __call__(self) -> None:
        """Make a key that signs at once, unless there is one that our secret opens."""
        now = self.clock.now()
        with self.store.transaction() as work:
            held = work.keys.all()
            if not any(self.maker.opens(one) for one in held):
                work.keys.add(self.maker.make(KeyId(self.ids.new()), now, now))
                work.commit()


@service
class RotateKeys:
    store: PeopleStore
    maker: KeyMaker
    clock: Clock
    ids: IdSource

    def __call__(self, *, at_once: bool = False) -> SigningKey:
        """Make the next key, and remove those that no token needs any more.

        It is shown for a while before it signs, and the one before is shown until its last token
        has run out. `at_once` is for keys that somebody stole: the new one signs from now on, and
        all others are gone with every token that they signed.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            held = work.keys.all()
            signs_from = now if at_once or not held else now + PUBLISHED_BEFORE
            made = self.maker.make(KeyId(self.ids.new()), now, signs_from)
            for one in held if at_once else outlived(held, now):
                work.keys.remove(one.id)
            work.keys.add(made)
            work.commit()
        return made
