"""What the user reads when something is refused or fails: one sentence a code, with a way out.

Window, terminal and paper take their sentences here, so that all say the same.
"""

from collections.abc import Mapping
from datetime import date, datetime

from app.domain.errors import DossierError
from app.i18n import _
from app.i18n.courthouse import courthouse

_UNKNOWN = "This cannot be done ({code})."

SENTENCES: dict[str, str] = {
    # --- records
    "record.missing": "This record no longer exists, or it is not open to you.",
    "record.stale": "Somebody changed this in the meantime. Look at the new state and try again.",
    "text.required": "This field is needed.",
    "text.too_long": "This text is too long. At most {longest} characters fit.",
    "date.ends_before_begin": "The last day lies before the first. Correct one of the two.",
    # --- roles and walls
    "role.not_permitted": "Your role does not allow this. The attempt was recorded.",
    "case.walled": "This case is not open to you. The attempt was recorded.",
    # --- walls around cases and people
    "wall.there_already": "There is already a wall of this kind around the case. Change that one.",
    "wall.unknown_user": "One of the people named is no longer in the office. Look at the list again.",
    "wall.no_such_login": "Nobody active in the office has the login {login}.",
    "people.not_one": "{n} people are known by these words. Name the whole person.",
    "wall.nobody_left": "Nobody who can work on it would be left. Admit at least one person with the right to edit cases.",
    "wall.without_you": "You would be shut out yourself. Admit yourself, or say that you step outside.",
    "wall.conflict_stays_shut": "A conflict wall is never opened for a reason. Leave the box empty.",
    "wall.lifted": "This wall was lifted before. Set a new one.",
    "wall.stays_shut": "No restricted case with this number can be opened by you. The attempt was recorded.",
    "wall.only_looking": "You opened this case for a reason and may not change who is admitted. The attempt was recorded.",
    "wall.administrators_only": "Only an administrator takes over matter nobody is left for. The attempt was recorded.",
    "person.is_protected": "This person is protected already. Change that protection.",
    "person.is_defendant": "A defendant cannot be hidden. Set a wall around the case instead.",
    "person.protected_defendant": "A protected person cannot be made a defendant. Lift the protection and set a wall around the case.",
    "session.confirm": "Type your passphrase once more to do this.",
    "settings.out_of_limits": "Choose a number from {least} to {most}.",
    "draft.too_long": "This draft is too long to be kept.",
    "user.not_active": "This account is switched off. Ask your administrator.",
    # --- audit log
    "audit.export_exists": "There is a file named {name} already. Choose another name.",
    "audit.no_such_entry": "The log has the entries 1 to {last}. Choose one of them.",
    "audit.no_code": "The code at the foot of a page has 20 letters and digits in groups of four.",
    "audit.unknown_code": "No entry of this log gives that code. The page is of another vault, or the log was changed.",
    "audit.accept_reason": "Say why the log is accepted as it is: {known}.",
    "audit.nothing_to_accept": "The log agrees with every anchor. There is nothing to accept.",
    # --- vault and disk
    "vault.record_damaged": "A stored record is damaged and is not shown. Run a full check"
    " (dossier verify) and restore from a backup.",
    "vault.database_damaged": "The database of this vault is damaged. Restore it from a backup.",
    "vault.database_missing": "The database of this vault is missing. Restore it from a backup.",
    "vault.setting_refused": "The database refuses a safety setting ({pragma}). Update Dossier.",
    "vault.backup_failed": "The copy made before the update did not pass its check. Nothing was"
    " changed.",
    "vault.from_newer_version": "A newer version of Dossier wrote this vault. Update Dossier to"
    " open it.",
    "vault.read_only": "The vault cannot be written here: the disk or folder is read-only.",
    "vault.busy": "Another program holds the database. Try again in a moment.",
    "vault.cannot_open": "The database cannot be opened. Check that the disk is connected.",
    "disk.full": "The disk is full. Nothing was written. Free some space and try again.",
    "disk.failed": "The disk reported a fault. Nothing was written. Check the disk.",
    "disk.refused": "The disk refused: {reason}. Nothing was written.",
    "disk.read_only": "This place cannot be written to. Check your rights to the folder and try again.",
    "disk.not_found": "The folder or file is not there. Check that the drive is connected.",
    "disk.name_taken": "There is a file of this name already. Choose another name.",
    "disk.impossible_name": "No file can have this name. Choose another.",
    "machine.memory": "This computer has too little free memory to check the passphrase ({megabytes} MB are needed). Close other programs and try again.",
    "passphrase.empty": "Enter a passphrase.",
    "passphrase.short": "Use at least {least} characters.",
    "passphrase.differ": "The two passphrases differ. Type it once more.",
    # --- passphrases and accounts
    "passphrase.common": "This is among the passphrases that are tried first everywhere. Choose other words.",
    "passphrase.repeated": "This says the same thing over and over. Choose four or more words that do not belong together.",
    "passphrase.sequence": "This follows the alphabet, the digits or the keyboard. Choose four or more words that do not belong together.",
    "passphrase.personal": "This is made of your login, your name or the office's name. Choose words nobody connects with you.",
    "passphrase.few_words": "This is easy to guess. Add another word or two that do not belong to it.",
    "passphrase.same": "This is the passphrase you have now. Choose another one.",
    "passphrase.must_change": "Your passphrase was given to you by somebody else. Choose one of your own first.",
    "passphrase.must_change_here": "Your passphrase was given to you by somebody else. Choose one of your own first (dossier passphrase).",
    "passphrase.old": "Your passphrase is older than your office wants it to be. Choose another one soon.",
    "user.kept_awake": "This account was not used for long. It stays on because nobody else is administrator.",
    "vault.login_locked": "This login is locked after five wrong passphrases. An administrator or the recovery code can release it.",
    "user.asleep": "This account was not used for too long and is switched off now. Ask your administrator.",
    "user.awake": "This account is in use and stays on.",
    "user.login_taken": "The login {login} is taken. Choose another one.",
    "user.no_such_login": "Nobody here has the login {login}. Look at the list of users.",
    "user.oneself": "Nobody does this to their own account. Ask another administrator.",
    "user.own_posts": "Nobody changes their own role. Ask another administrator.",
    "user.last_administrator": "{name} is the last administrator who can enter. Make somebody else administrator first.",
    "user.off_already": "The account of {name} is switched off already.",
    "user.on_already": "The account of {name} is on already.",
    "user.enable_first": "The account of {name} is switched off. Switch it on first.",
    "user.no_key": "{name} has no key to take away. Switch the account off instead.",
    "user.not_locked": "The login of {name} is not locked.",
    "passphrase.wrong": "This is not your present passphrase. Type it again.",
    "recovery.file_exists": "There is already a file {path}. Choose a new one for the recovery code.",
    "recovery.mistyped": "The recovery code was mistyped. Compare each group with the printed sheet.",
    "recovery.wrong_code": "This recovery code belongs to another vault. Check the name on the envelope.",
    "vault.cannot_unlock": "The login or the passphrase is wrong. Check both and try again.",
    "vault.exists": "There is already something at {path}. Choose a new or empty folder.",
    "vault.not_found": "There is no folder {path}. Check the name and that the drive is connected.",
    "vault.not_a_vault": "{path} is not a Dossier vault. Choose a folder that holds vault.hdr.",
    "vault.network_drive": "{path} is on a network drive, where the vault could be damaged. Move it to a drive of this computer.",
    "place.synced": "{service} copies this folder to other places: {path}. Two computers that open the vault damage each other's copy, and a copy leaves the office. Keep the vault in a folder that is not synchronized, and make backups instead.",
    "place.removable": "This is a removable drive: {path}. Such drives get lost, and are pulled out while they are written. Keep the vault on a drive of this computer, and only backups on this one.",
    "vault.no_room": "The drive has {free_mb} MB free, and a vault needs {needed_mb} MB. Free some space or choose another drive.",
    "vault.in_use_by": "The vault is already open on {holder} (process {pid}, since {since}). Close it there first.",
    "vault.in_use": "The vault is already open in another program. Close it there first.",
    "vault.header_damaged": "The vault's key file is damaged. Restore the vault from a backup.",
    "vault.header_forged": "The vault's key file was changed by somebody without a key to this vault. Do not enter anything; restore the vault from a backup and tell your administrator.",
    "vault.header_unsure": "The disk failed while the vault's key file was written. Either the old or the new passphrase opens the vault: try both, then have the disk checked and make a backup.",
    "vault.header_full": "The vault has no room for more users. Remove users who have left.",
    "vault.newer_format": "This vault was written by a newer Dossier (format {version}). Update this program to open it.",
    "vault.no_such_login": "Nobody in this vault has the login {login}. Choose one from the list.",
    "vault.login_missing": "Enter a login.",
    "vault.login_unfit": "A login has at most {limit} characters, without line breaks or invisible characters.",
    "vault.name_missing": "Enter a name.",
    "vault.name_too_long": "The name is too long: at most {limit} characters.",
    "attachment.missing": "The attachment's file is missing from the vault. Restore it from a backup.",
    "attachment.damaged": "The attachment was damaged or changed. Restore it from a backup.",
    "attachment.unreadable": "The file to attach cannot be read ({reason}). Check it and try again.",
    # --- backups
    "backup.no_folder": "There is no folder {path}. Check the name and that the drive is connected; backups go only into a folder that exists.",
    "backup.no_folder_set": "No folder for backups is set. Name one, or choose it under Settings > Backups.",
    "backup.inside_vault": "{path} is inside the vault. A backup there would be lost with it; choose a folder outside, best on another drive.",
    "backup.inside_backup": "{path} is inside a backup. Choose a folder outside it.",
    "backup.read_only": "{path} cannot be written to. Check your rights to the folder, or choose another.",
    "backup.no_room": "{path} has {free_mb} MB free, and the backup needs {needed_mb} MB. Free some space, keep fewer backups, or choose another drive.",
    "backup.name_taken": "There are too many backups called {path}. Move some of them to another folder.",
    "backup.not_due": "No backup is due yet.",
    "backup.running": "A backup is being made already. Wait until it is finished.",
    "backup.cancelled": "Stopped. No backup was made, and nothing was changed.",
    "backup.no_administrator": "No administrator of this office has a key, so nobody could open the backup. Switch an administrator's account on first.",
    "backup.not_found": "There is no folder {path}. Check the name and that the drive is connected.",
    "backup.not_a_backup": "{path} is not a Dossier backup. Choose a folder whose name ends in .dossier-backup.",
    "backup.newer_format": "This backup was made by a newer Dossier. Update this program to open it.",
    "backup.damaged": "This backup is damaged: {file} is missing or not what was written. Use another backup; the vault was not touched.",
    "backup.other_vault": "{path} is a backup of another vault. Choose one of this office.",
    "backup.no_key": "Your keys do not open this backup: only those who were administrators when it was made, and the recovery code, do. Ask one of them.",
    "backup.no_such_administrator": "{login} was no administrator when this backup was made. Give the login of one who was, or use the recovery code.",
    "backup.none": "No backup is on record, or none lies where it was made. Name the folder of a backup, or make one first.",
    "restore.no_place": "A vault cannot be restored as {path}. Name a folder such as OFFICE.dossier.",
    "restore.other_vault": "{path} holds something else than the vault this backup was made of. Restore it into a new folder.",
    "restore.not_whole": "The restored copy is not what the backup states ({parts}). It was thrown away and the vault was not touched; use another backup.",
    # --- office
    "office.missing": "This vault holds no office. Make a new one.",
    "office.founded_already": "This vault already has an office.",
    "office.unknown_zone": "There is no time zone called {zone}. An example is America/Chicago.",
    # --- cases
    "case.no_such_number": "There is no case with the number {number}.",
    "case.number_taken": "The number {number} belongs to another case. Choose another.",
    "case.already_assigned": "This person already has that role on the case.",
    "case.counts_open": "These counts have no disposition yet: {counts}. Dispose of each count,"
    " then close the case.",
    "case.close_apart": "Close or decline the case with the command made for it.",
    "case.same_stage": "The case is at this stage already.",
    "case.not_open": "Case {number} is closed. Reopen it first.",
    "case.open_already": "Case {number} is open already.",
    "case.closed_already": "Case {number} is closed already.",
    "case.past_screening": "Case {number} is past screening. Dispose of its counts instead.",
    "case.declination_reason": "Choose why the case is declined.",
    # --- codes, dates, money
    "code.unknown": "The list has no entry {given}. Choose one that it has.",
    "date.ahead_of_today": "This day lies ahead. Enter the day it happened.",
    "money.below_zero": "An amount cannot be below zero.",
    "money.unreadable": "Write an amount such as 25,000 or 12.50.",
    # --- charges
    "charge.copies": "Add between 1 and {most} counts at once.",
    "charge.number": "Counts are numbered from 1.",
    "charge.number_taken": "The defendant already has a count {number}. Choose another number.",
    "charge.none_chosen": "Choose at least one count of this case.",
    "charge.needs_defendant": "A count is against somebody. Name the defendant first.",
    "charge.has_history": "Count {number} has a history and stays on record. Record a disposition"
    " instead.",
    "charge.disposed_before_filed": "The count was filed on {filed}. It cannot end before.",
    "offer.answered": "This offer was answered already. Make a new one.",
    "sentence.no_conviction": "Count {number} has no conviction. Record its disposition first.",
    # --- people
    "person.age": "An age lies between 0 and {most} years.",
    "person.in_use": "{name} plays a part in a case or can be reached, and stays on record.",
    "party.there_already": "{name} already has this role in the case.",
    "party.in_use": "Charges, orders or other records name this person. End the part instead.",
    "warrant.ended": "This warrant was served or recalled already.",
    "no_contact.same_person": "An order protects somebody else than the defendant.",
    "no_contact.over": "This order is over already.",
    # --- evidence and custody
    "evidence.no_such_tag": "There is no item with the tag {tag}.",
    "location.no_such_code": "There is no place of storage with the barcode {barcode}. Add it under Settings, Places.",
    "agency.no_such_code": "There is no agency with the barcode {barcode}. Add it under Settings, Places.",
    "particulars.twice": "A detail is stated twice. Keep one of them.",
    "evidence.tag_taken": "The tag {tag} is on another item. Give this one another tag.",
    "evidence.tag_stays": "The tag {tag} and the case of an item stay as they are. Log a new item.",
    "evidence.unknown_kind": "There is no kind of evidence called {kind}. Choose one of the list.",
    "evidence.collected_ahead": "{at} lies ahead of now. Enter when the item was collected.",
    "evidence.received_first": "It was collected at {at}. It cannot be received before that.",
    "date.time_missing": "Enter the time too.",
    "custody.not_leaving": "Only an item that leaves the evidence room can be due back.",
    "custody.due_before_out": "It leaves at {at}. It cannot be due back before that.",
    "attachment.not_a_file": "{name} is not a file that can be read. Choose another.",
    "attachment.empty": "{name} is empty. Choose another file.",
    "attachment.too_large": "{name} is too large. At most {most} GB fit.",
    "attachment.other_case": "The item belongs to another case. Attach the file there.",
    "attachment.no_such_name": "No file called {name} is kept with the item.",
    "attachment.several_names": "Several files are called {name}. Name the one you mean by the first digits of its SHA-256.",
    "attachment.changed_meanwhile": "{name} was changed while it was read. Nothing was kept. Wait until nobody writes to it and try again.",
    "attachment.kept_already": "{name} was kept before, from the same place and with the same content.",
    "attachment.stopped": "Stopped. This file was not kept.",
    "attachment.check_stopped": "Stopped. What was checked before is recorded.",
    "attachment.source_missing": "Choose the file it was made from.",
    "attachment.source_unasked": "Only a working copy or a redacted copy is made from another file.",
    "attachment.basis_missing": "Say under which rule or order parts are covered.",
    "attachment.source_redacted": "{name} is redacted itself. Choose the file it was made from.",
    "attachment.nothing_redacted": "This is {name} to the last byte: nothing in it is covered. Choose the redacted copy.",
    "attachment.no_preview": "{name} cannot be shown here. Open a copy in another program instead.",
    "attachment.too_large_to_show": "{name} is too large to be shown here: at most {most} MB fit. Open a copy in another program instead.",
    "attachment.pdf_unreadable": "{name} cannot be shown: it is damaged or locked with a password. Save a copy instead.",
    "attachment.picture_unreadable": "{name} cannot be drawn: the picture is damaged. Save a copy instead.",
    "attachment.picture_too_large": "{name} unfolds into more than {most} million pixels and is not drawn. Save a copy instead.",
    "attachment.would_run": "{name} is a program or starts one. It is not opened from here. Save a copy and examine it on a machine made for that.",
    "attachment.no_folder": "{name} is not a folder that can be read. Choose another.",
    "attachment.folder_too_large": "There are more than {most} files in this folder. Take its parts in one by one.",
    "attachment.folder_unreadable": "This folder cannot be read. Its files are left out.",
    "attachment.own_vault": "This is the vault itself. It is not taken into itself.",
    "attachment.is_link": "This is a link to somewhere else. Links are not followed.",
    "attachment.target_exists": "{name} is there already. Choose another name.",
    "custody.already_begun": "{tag} already has a chain of custody.",
    "custody.not_begun": "{tag} has no chain of custody yet. Log how it came in first.",
    "custody.closed": "{tag} has left for good ({holder}). Only a correction can be added.",
    "custody.before_last": "The last step was at {last}. A later one cannot lie before it.",
    "custody.purpose_missing": "Say what the hand-over is for.",
    "custody.same_holder": "{holder} already holds the item.",
    "custody.no_such_event": "The chain has no step {seq}.",
    "custody.reason_missing": "Say what is wrong with the step.",
    "custody.ahead_of_now": "This time lies ahead of now. Enter when it happened.",
    "custody.receiver_missing": "Say who receives the item.",
    "custody.second_person": "{tag} needs a second person who is neither giver nor receiver.",
    # --- documents
    "document.target_exists": "{name} is there already. Choose another name.",
    "document.target_is_folder": "{name} is a folder. Name the file to write.",
    "document.target_no_pdf": "{name} is no PDF and is not replaced. Choose another name.",
    # --- people, ways of contact
    "person.protected": "What is known of this person is open only to those who work with victims.",
    "person.not_yours": "Your role does not allow changing how this person is reached.",
    "way.unsafe": "{label} is unsafe and must not be used. Choose another way.",
    "way.ended": "{label} is out of use. Choose another way.",
    # --- victims
    "victim.not_a_victim": "This person is no victim in this case. Add the person as a victim"
    " first.",
    "victim.there_already": "This victim already has a sheet.",
    "victim.in_use": "Contacts, losses or tasks are on this sheet. It stays on record.",
    "victim.not_called": "No victim with a sheet is called {called} in this case.",
    "victim.no_rule": "There is no safety rule to confirm. Set one first.",
    "contact.ahead_of_now": "This time lies ahead of now. Enter when the contact was.",
    "restitution.ordered": "The court ordered something for this loss. Amend it instead.",
    "money.too_much": "This amount is too large.",
    # --- witnesses
    "witness.not_a_witness": "This person is no witness in this case. Add the person as a witness"
    " first.",
    "witness.there_already": "This witness is listed already.",
    "witness.in_use": "A subpoena names this witness, who stays listed.",
    "witness.position": "The place in the order of calling lies between 0 and {most}.",
    "subpoena.not_from": "This step does not follow from where the subpoena stands. Look at it again.",
    "subpoena.other_case": "This hearing belongs to another case. Choose one of this case.",
    "subpoena.there_already": "The witness is already ordered to the hearing on {on}.",
    "subpoena.has_history": "This subpoena has a history and stays on record. Cancel it instead.",
    "subpoena.before_issued": "The subpoena was issued on {issued}. It cannot be served before.",
    "subpoena.not_yet": "The hearing is on {on}. Write down who came on the day or later.",
    "printer.refused": "The printer did not take the document. Check it, or save the PDF.",
    "printer.cancelled": "Printing was stopped. Pages already sent may still come out.",
    # --- import of another system's files
    "import.no_folder": "The folder {folder} cannot be read: {reason}. Choose another.",
    "import.missing_file": "{folder} holds no {file}. All four files must lie in one folder.",
    "import.two_files": "{folder} holds {file} twice, in capitals and small letters. Remove one.",
    "import.not_a_file": "{file} is not a file that can be read.",
    "import.unreadable": "{file} cannot be read at line {line}: {reason}. Nothing was imported.",
    "import.too_large": "The files hold {megabytes} MB; at most {most} MB can be taken in at once. Export a shorter period and take it in part by part.",
    "import.too_many_lines": "{file} has more than {limit} lines. Export a shorter period and take it in part by part. Nothing was imported.",
    "import.too_many_columns": "{file}, line {line}: there are more than {limit} columns, so this is not the file that is meant. Nothing was imported.",
    "import.changed_while_read": "{file} was changed while it was read. Wait until the other program is done and try again. Nothing was imported.",
    "import.empty_file": "{file} is empty. Nothing was imported.",
    "import.missing_column": "{file}, line {line}: there is no column {column}. Nothing was"
    " imported.",
    "import.column_twice": "{file}, line {line}: the column {column} is there twice. Nothing was"
    " imported.",
    "import.broken_quotes": "{file}, line {line}: a quotation mark is never closed. Nothing was"
    " imported.",
    "import.row_too_long": "{file}, line {line}: the row is longer than {limit} characters."
    " Nothing was imported.",
    "import.nul_byte": "{file}, line {line}: there is a NUL byte, so this is no text file. Nothing"
    " was imported.",
    "import.not_utf8": "{file}, line {line}: the text is not UTF-8. Save the file as UTF-8 and try"
    " again.",
    "import.number_taken": "The number {number} belongs to a case that was not imported. Change"
    " that number and try again.",
    "import.cancelled": "The import was stopped. Nothing was imported.",
    "import.row.wrong_width": "The row has {stated} fields instead of {related}. It was left out.",
    "import.row.no_id": "The {field} is “{stated}”, which is no number of a record. The row was"
    " left out.",
    "import.row.other_case": "This person belongs to case {related}, the row says {stated}. The"
    " row was left out.",
    "import.row.charge_in_other_case": "Charge {stated} belongs to case {related}. The row was"
    " left out.",
    "import.row.duplicate": "The row says the same as line {related}. It counts once.",
    "import.row.facts_differ": "The {field} is “{stated}” here and “{related}” elsewhere. The"
    " first was kept.",
    "import.row.differs_from_stored": "The {field} is now “{stated}”; the office has “{related}”"
    " from an earlier import. Nothing was changed.",
    "import.column.ignored": "The column {field} is not known and was not read.",
    "import.clock.shifted": "The clock of this file is {stated} hours ahead of the other files"
    " ({related} values compared). It was set right in {count} values.",
    "import.clock.unproven": "The clock of this file seems {stated} hours ahead ({related} values"
    " agree). The times were kept as stated.",
    "import.date.unreadable": "The {field} “{stated}” is no date. It was left empty.",
    "import.date.in_future": "The {field} {stated} has not come yet. It was kept as stated.",
    "import.date.too_early": "The {field} {stated} lies too far back. It was kept as stated.",
    "import.date.before_incident": "The {field} {stated} lies before the incident of {related}.",
    "import.date.before_received": "The {field} {stated} lies before the office received the case"
    " on {related}.",
    "import.date.before_arrest": "The {field} {stated} lies before the arrest of {related}.",
    "import.date.before_arraignment": "The {field} {stated} lies before the arraignment of"
    " {related}.",
    "import.date.before_disposition": "The {field} {stated} lies before the disposition of"
    " {related}.",
    "import.value.no_number": "The {field} “{stated}” is no number. It was left empty.",
    "import.value.no_flag": "The {field} “{stated}” is neither yes nor no. It was read as no.",
    "import.value.unknown_word": "“{stated}” in {field} is not in our lists. It was kept as"
    " stated.",
    "import.value.two_spellings": "“{stated}” in {field} is also spelled “{related}”. Both were"
    " kept ({count} rows).",
    "import.value.unlikely_age": "An age of {stated} is not likely. It was kept as stated.",
    "import.value.other_length": "The case is said to have taken {stated} days; the dates give"
    " {related}.",
    "import.charge.not_in_initiation": "Charge {stated} is not in the initiation file. It was"
    " taken in as it was disposed of.",
    "import.charge.defendant_added": "Person {stated} is not charged with this in the initiation"
    " file. The charge was added.",
    "import.charge.no_primary": "No charge of person {related} is marked as primary.",
    "import.charge.several_primary": "{stated} charges of person {related} are marked as primary.",
    "import.defendant.not_in_intake": "Person {stated} is not in the intake file.",
    "import.sentence.no_disposition": "Charge {stated} has a sentence but no disposition.",
    # --- hash lists
    "hash_list.nothing": "No file is kept here, so there is nothing to list.",
    "hash_list.unreadable": "{name} is not a file that can be read. Choose another.",
    "hash_list.too_large": "This list is too large. At most {most} MB can be read.",
    "hash_list.too_many": "This list names more than {most} files. Divide it.",
    "hash_list.neither_form": "{name} is no hash list in DFXML or in the form of hashdeep.",
    "hash_list.not_dfxml": "This XML is no DFXML. Choose another file.",
    "hash_list.document_type": "This XML brings a document type of its own, which no hash list needs. It is not read.",
    "hash_list.broken_line": "Line {line} of this list cannot be read. Ask for a whole one.",
    # --- hearings
    "hearing.not_set": "This hearing is {status} already. Only one that still stands can be"
    " changed this way.",
    "hearing.continued_backward": "A continuance leads to a later time than {on}. To bring a"
    " hearing forward, amend it.",
    "hearing.not_yet": "This hearing is on {on}. Write down its result on the day or later.",
    "hearing.unknown_kind": "Choose the kind of hearing from the list.",
    "hearing.unknown_result": "Choose the result from the list.",
    "hearing.minutes": "The length lies between 1 and {longest} minutes.",
    "hearing.has_subpoenas": "A subpoena orders a witness to this hearing. Cancel the subpoena"
    " first, or vacate the hearing.",
    # --- deadlines and calendar
    "date.implausible": "The year {year} cannot be meant. Enter one from 1900 to 2199.",
    "deadline.not_open": "This deadline is {status} already. Reopen it first.",
    "deadline.open_already": "This deadline is still open.",
    "deadline.computed": "A rule set this day. Use Override and give the reason.",
    "deadline.not_computed": "No rule set this day. Amend the deadline instead.",
    "deadline.done_ahead": "This day lies ahead. Enter the day it was done.",
    "calendar.span": "Choose days in order, at most {longest} of them.",
    # --- computing time
    "date.out_of_range": "This leads out of the years a date can have.",
    "calendar.not_loaded": "The holidays of {calendar} are known from {first} to {last}; {day}"
    " lies outside.",
    "calendar.unknown": "No such holiday calendar. Known are {known}.",
    "calendar.required": "The method {profile} needs a holiday calendar. Name one.",
    "period.too_short": "A period is at least 1.",
    "period.too_long": "A period is at most {longest} ({unit}).",
    "period.unit": "The method {profile} does not count in this unit ({unit}).",
    "period.direction": "The method {profile} does not count in this direction.",
    "period.date_missing": "A fixed date is needed here.",
    "period.two_days_only": "This method counts two days only.",
    "service.negative": "Days for service cannot be fewer than none.",
    "service.too_long": "Days for service are at most {longest}.",
    "service.backward": "Service adds days after an event, not before one. Leave it out.",
    "service.not_in_profile": "The method {profile} adds no days for service. Leave them out.",
    "filing.missing": "Say how it is filed: electronic or paper.",
    "filing.closing_time_missing": "Paper needs the time the clerk closes.",
    "session.missing": "Say from when to when the court sits.",
    "session.reversed": "The court closes before it opens. Correct one of the two.",
    "time.unknown_zone": "There is no such time zone. An example is America/Chicago.",
    "time.missing_hour": "There is no {clock} on {on}: the clocks go forward that night.",
    "time.other_weekday": "That day is a {actual}. Correct the date or the weekday.",
    "clock.too_few_days": "Give at least {least}.",
    "clock.dates_reversed": "This day lies before the event it follows. Correct one of the two.",
    "clock.count_missing": "This number of days is needed to answer.",
    "clock.date_missing": "This date is needed to answer.",
    "clock.grade_unknown": "This grade of offense is not known here.",
    "clock.limit_unknown": "This limit is not understood. Write, for example, 90 days or 6 months.",
    "clock.absence_unknown": "The day of the next appearance is needed to count the absence.",
    "clock.custody_only": "This clock runs for defendants in custody only.",
    "clock.more_excluded_than_elapsed": "More days are excluded than have passed.",
    "exclusion.reversed": "An excluded span ends before it begins.",
    "deadlines.not_json": "This is no JSON (line {line}, column {column}: {reason}).",
    "deadlines.not_objects": "This file holds no deadline questions. Give one object or an array"
    " of them.",
    "deadlines.unopened": "{file} cannot be read: {reason}. Check the name.",
    "deadlines.unreadable": "{file} cannot be read as UTF-8 text.",
    "json.not_an_object": "An object is needed here.",
    "json.profile_and_regime": "Give a profile or a regime, not both.",
    "json.unknown_word": "This word is not known here. Known are {known}.",
    "json.field_missing": "This field is missing.",
    "json.field_repeated": "The field {name} is given twice.",
    "json.not_text": "Text is needed here.",
    "json.not_a_whole_number": "A whole number is needed here.",
    "json.not_true_or_false": "Write true or false here.",
    "json.not_a_date": "A date is needed here, such as 2026-11-23.",
    "json.not_a_local_time": "A local time is needed here, such as 2026-11-23T09:30:00.",
    "json.not_a_time_of_day": "A time of day is needed here, such as 09:30.",
    "json.not_a_list": "A list is needed here.",
    # --- reminders
    "reminder.past_limit": "It cannot sleep past {limit}, the day it warns of.",
    "reminder.done": "This reminder is already dealt with.",
    "reminder.critical": "A law sets this date. Acknowledge the reminder by name instead.",
    "reminder.until_past": "This moment has passed. Choose a later one.",
    "reminder.of_evidence": "Evidence rings on the day it is due back. Change that day instead.",
    "reminder.none_new": "These reminders are set already. Choose other days ahead.",
    # --- tasks
    "task.done": "{by} has done this task already.",
    "task.open": "This task is still open.",
    "task.no_such_step": "The checklist has no line {step}.",
    "task.no_day": "The task has no day to be reminded of. Set one first.",
    "task.case_stays": "A task stays in its case. Add a new one to the other case.",
    "task.victim_missing": "Say to which victim the contact is owed.",
    "task.other_case": "This victim belongs to another case. Choose one of this case.",
    "task.too_many_steps": "The checklist is too long. At most {most} lines fit.",
    "reminder.lead_days": "Days ahead lie between 0 and {longest}.",
}


def sentence(error: DossierError) -> str:
    """Return the sentence of an error in the user's language."""
    return say(error.code, error.values)


def say(code: str, values: Mapping[str, object]) -> str:
    """Return the sentence of a code, with its values put in."""
    pattern = SENTENCES.get(code, _UNKNOWN)
    said = {name: _said(value) for name, value in values.items()}
    return _(pattern).format_map({"code": code, **said})


def _said(value: object) -> str:
    if isinstance(value, datetime):
        return f"{courthouse.local(value):%a %d %b %Y %H:%M}"
    return f"{value:%a %d %b %Y}" if isinstance(value, date) else str(value)
