"""Examples of tasks and their checklists."""

from dataclasses import replace
from datetime import timedelta

from app.services.tasks import (
    AddTask,
    AmendTask,
    CaseTasks,
    CompleteTask,
    RemoveTask,
    ReopenTask,
    TaskChoices,
    TasksPage,
    TickTask,
)
from tests.architecture.examples.world import Example

EXAMPLES: dict[type, Example] = {
    AddTask: lambda world: AddTask(
        case=world.case.id, title="Call the lab", due_on=world.today + timedelta(days=3)
    ),
    AmendTask: lambda world: AmendTask(
        task=replace(world.dates.task, title="Long brief", due_on=None)
    ),
    CompleteTask: lambda world: CompleteTask(task=world.dates.task.id),
    ReopenTask: lambda world: ReopenTask(task=world.dates.done_task.id),
    TickTask: lambda world: TickTask(task=world.dates.task.id, step=0, done=True),
    RemoveTask: lambda world: RemoveTask(task=world.dates.task),
    TasksPage: lambda _: TasksPage(),
    CaseTasks: lambda world: CaseTasks(world.case.id),
    TaskChoices: lambda world: TaskChoices(world.case.id),
}

FURTHER: tuple[Example, ...] = (lambda _: TasksPage(mine=True, open_only=False),)
