-- Mails are sent by a work loop now; the timer that did so would be told as unknown at each start.
delete from scheduled_tasks where task_name = 'deliver-mails';
