"""The words of a command line that mean the same in many commands."""

import click

case_number = click.argument("number", help="Number of the case.")
case_number_or_all = click.argument(
    "number", required=False, help="Number of the case; without it, all of them."
)
item_tag = click.argument("item", help="Tag of the item.")
item_tags = click.argument("items", nargs=-1, required=True, help="Tags of the items.")
login_named = click.argument("who", metavar="LOGIN", help="Login of the person.")
hearing_id = click.argument("hearing", metavar="ID", type=click.UUID, help="ID of the hearing.")
calendar_id = click.argument("calendar", help="Court calendar, e.g. US-FED.")
calendar_id_or_offices = click.argument(
    "calendar", required=False, help="Court calendar, e.g. US-FED; else the office's."
)
