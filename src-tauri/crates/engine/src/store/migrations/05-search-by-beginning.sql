-- The beginning of a word is looked up, however long it is.
--
-- A beginning of more letters than an index of beginnings knows is put together from every word
-- that starts with it: over a million notes that took a hundred times as long as looking it up. No
-- syllable of Vietnamese is longer than seven letters, so of six on no more than a few words share
-- a beginning.

drop table search_exact;
drop table search_folded;

create virtual table search_exact using fts5 (
    exact,
    content = 'search_text', content_rowid = 'no',
    tokenize = 'unicode61 remove_diacritics 0',
    prefix = '2 3 4 5 6', detail = 'none'
);

create virtual table search_folded using fts5 (
    folded,
    content = 'search_text', content_rowid = 'no',
    tokenize = 'unicode61 remove_diacritics 0',
    prefix = '2 3 4 5 6', detail = 'none'
);

-- What is taken away leaves no words behind in the index.
insert into search_exact (search_exact, rank) values ('secure-delete', 1);
insert into search_folded (search_folded, rank) values ('secure-delete', 1);

-- The next search makes both again.
delete from search_text;
delete from search_cursor;
