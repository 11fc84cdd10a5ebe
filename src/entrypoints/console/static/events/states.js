/* What the states of an event mean. */

export const STATES = {
  received: "It is kept for good, and not in the event log yet.",
  published: "It is in the event log; not every consumer has come to it yet.",
  processed: "Every consumer that wants it is done with it.",
  retrying: "A consumer failed and will try again.",
  dead: "A consumer gave it up. Redrive it below once the cause is mended.",
  quarantined: "It was not let in, and no consumer sees it.",
  erased: "Whom it is about was erased; nobody can read it any more.",
};
