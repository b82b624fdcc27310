-- Words as written and words without marks, each in an index of its own.
--
-- In one index a word without marks is looked for among all texts that hold it in either form, so
-- that "exact hits first" reads through a hundred thousand texts to find that none of them is one.
-- Neither index says where in a text a word stands: the texts that are shown are read anyhow.

drop table search;

create virtual table search_exact using fts5 (
    exact,
    content = 'search_text', content_rowid = 'no',
    tokenize = 'unicode61 remove_diacritics 0',
    prefix = '2 3', detail = 'none'
);

create virtual table search_folded using fts5 (
    folded,
    content = 'search_text', content_rowid = 'no',
    tokenize = 'unicode61 remove_diacritics 0',
    prefix = '2 3', detail = 'none'
);

-- What is taken away leaves no words behind in the index.
insert into search_exact (search_exact, rank) values ('secure-delete', 1);
insert into search_folded (search_folded, rank) values ('secure-delete', 1);

-- The next search makes both again.
delete from search_text;
delete from search_cursor;
