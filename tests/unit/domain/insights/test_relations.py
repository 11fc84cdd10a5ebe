"""Sentences whose parts are all on record, and which the record does not bear out all the same."""

import pytest

from domain.insights.checking import Facts, Kind, doubts
from support.interactions import record_of

FACTS = Facts(record_of())
FALL = """\
number: There are more than 3 interactions on record.
number: There are fewer than 3 interactions on record.
number: There are nearly three interactions on record.
number: There are up to 3 interactions on record.
number: There are -3 interactions on record.
number: There are three score interactions on record.
number: You contacted us another 3 times.
number: You contacted us 3 times more.
number: You contacted us ½ times.
number: You contacted us countless times.
number: You contacted us again and again.
number: You contacted us a number of times by Chatbot.
number: You contacted us every day.
number: Both your interactions were by Email.
number: There is one topic on record.
number: Three e-mails and one chat are on record.
number: You contacted us in October 2019 and twice in February 2020 by Email.
number: You used the Chatbot 2 times and Email.
date: You contacted us before 4 October 2019.
date: You first contacted us after 4 October 2019.
date: You have been in touch with us since 11 February 2020.
date: You contacted us between 4 October 2019 and 11 February 2020.
date: Your last interaction was in early February.
date: Your last interaction was at the end of February.
date: Your last interaction was in spring 2020.
date: Your last interaction was in the nineties.
date: Your last interaction was a year after the first.
date: See you on 17 February 2020.
date: Your appointment is on 17 February 2020.
date: You wrote at lunchtime.
channel: You met us in person.
channel: You contacted us through the website.
channel: You came to our office.
name: Dear jedi knight, thank you.
fact: You sent us more messages by Chatbot than by Email.
fact: You switched from Chatbot to Email.
fact: You contacted us by Email after you used the Chatbot.
fact: Your second interaction was by Chatbot.
fact: Your previous interaction was by Chatbot.
fact: Email is your least used channel.
fact: Your contacts have increased.
fact: You could have contacted us by Email.
fact: If you had contacted us by Email, we would have answered.
fact: Your issue has been resolved.
fact: We have answered your question.
fact: We lost your message.
fact: You asked to be forgotten.
fact: You enjoyed the talk.
fact: You bought Sand from us.
fact: You are a doctor.
fact: You and others contacted us three times.
fact: The product has been recalled.
channel: Side Effects Discussion is your most common topic by Email."""
STAND = """\
Thank you for getting in touch with us once again.
Thank you for reaching out through the Chatbot.
We received your e-mail about Clinical Trial Inquiry on 11 February 2020.
Earlier, on 4 October 2019, you contacted us by Email.
In February 2020 you contacted us twice.
You have been in touch with us three times in total.
There were two Email interactions and one Chatbot interaction.
On record are 3 interactions: 2 by Email and 1 by Chatbot.
Dear Jedi, we would like to thank you.
Thank you for your message of 17 February 2020.
Thank you very much for your time and patience.
If you have any questions, please get in touch.
Following up on your message about Side Effects Discussion.
Before you go, please tell us how we can help."""


@pytest.mark.parametrize("line", FALL.split("\n"))
def test_a_sentence_made_of_true_parts_falls_for_how_it_puts_them_together(line: str) -> None:
    kind, text = line.split(": ", 1)
    assert Kind(kind) in {one.kind for one in doubts(text, FACTS)}


@pytest.mark.parametrize("text", STAND.split("\n"))
def test_what_puts_them_together_as_they_are_stands(text: str) -> None:
    assert doubts(text, FACTS) == ()
