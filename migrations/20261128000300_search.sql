-- Whether somebody has an earlier word is looked up for every word that a search finds: in the index alone.
drop index member_word_of_member;
create index member_word_of_member on member_word (org_id, membership_id, word);

-- Whoever counts what a search finds leaves out the removed, without looking at each membership.
create index membership_removed on membership (org_id, id) where status = 'removed';
