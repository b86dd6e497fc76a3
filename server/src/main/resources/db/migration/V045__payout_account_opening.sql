-- What is asked of Stripe to open an account, kept before it is asked: whoever asks again asks for the same, and finds the
-- account that may be there already.
alter table payout_account add column opening text;
comment on column payout_account.opening is 'the bytes of the request that opens the account of this generation, until it was refused';
