-- As for events of Stripe: how many mails were given up is asked twice a minute.
create index mail_given_up on mail (id) where state = 'given_up';
