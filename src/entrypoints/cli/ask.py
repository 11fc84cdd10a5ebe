"""portico ask"""

from uuid import UUID

import click
from injector import Injector

from application.conversations.ask import AskQuestion, Question
from application.conversations.keep_conversations import NewConversation, StartConversation
from application.conversations.read_conversations import FindMessage, FollowRun
from application.ids import IdSource
from domain.conversations.conversation import ConversationId
from domain.conversations.message import Message, MessageId
from domain.conversations.run import Run, RunEventKind
from domain.errors import DomainError
from domain.ids import DocumentId
from domain.principal import Principal
from domain.text.sentences import flowing
from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.settings import Settings
from entrypoints.workers.answering import Answering


@click.command()
@click.argument("question")
@click.option("--document", "documents", type=click.UUID, multiple=True, help="Ask only this one.")
@click.option("--conversation", type=click.UUID, help="Go on with this conversation.")
@click.pass_obj
def command(
    settings: Settings, question: str, documents: tuple[UUID, ...], conversation: UUID | None
) -> None:
    """Ask your documents a QUESTION, and read the answer with its sources."""
    container = composed(settings, log_level="warning")
    ready_tables(container)
    try:
        held = ConversationId(conversation) if conversation else _started(container, documents)
        message = _answered(container, held, question)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    _show(message)
    click.echo(f"\nGo on with: portico ask --conversation {held} …", err=True)


def _started(container: Injector, documents: tuple[UUID, ...]) -> ConversationId:
    new = NewConversation(
        ConversationId(container.get(IdSource).new()),
        document_ids=tuple(DocumentId(one) for one in documents),
    )
    return container.get(StartConversation)(container.get(Principal), new).id


def _answered(container: Injector, held: ConversationId, content: str) -> Message:
    by = container.get(Principal)
    question = Question(MessageId(container.get(IdSource).new()), held, content)
    asked = container.get(AskQuestion)(by, question)
    if asked.begun is not None:
        container.get(Answering).write(asked.begun)
    message = container.get(FindMessage)(by, asked.run.answer_id)
    if message is None:
        raise click.ClickException(_failure(container, by, asked.run))
    return message


def _failure(container: Injector, by: Principal, run: Run) -> str:
    for event in container.get(FollowRun)(by, run.id).events:
        if event.kind is RunEventKind.FAILED:
            return str(event.data["detail"])
    return "the answer was not completed; a worker will try again"


def _show(message: Message) -> None:
    click.echo(message.content)
    for citation in message.citations:
        click.echo(f"\n[{citation.marker}] {citation.title}, page {citation.page}")
        click.echo(f"    “{flowing(citation.quote)}”")
