-- Figures look for the next click of a visitor on one link, past all of theirs on other links.
create index click_figures on click (affiliate_id, link_id, visitor, occurred_at) where visitor is not null;
