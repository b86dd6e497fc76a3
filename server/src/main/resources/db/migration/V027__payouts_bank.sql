-- Payouts whose money went to an account at Stripe, by account: what becomes of it there is asked account by account.
drop index payout_bank;
create index payout_bank on payout (destination, recorded_at) where provider = 'stripe'
    and state in ('transferred', 'partly_reversed');
