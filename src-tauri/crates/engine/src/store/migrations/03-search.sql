-- Words to be found again. A projection like those of step 2, made from the
-- standing versions; `check` makes it a second time and compares.
--
-- It follows the ops with a cursor instead of being written with each of them:
-- a save waits for one commit, and an index would make that commit heavier. Who
-- searches brings the index up first, so nothing is ever missed.

-- Every text of a standing value: as written, and folded (lower case, marks
-- stripped, đ as d), since no tokenizer of SQLite folds đ.
create table search_text (
    no      integer primary key,
    section blob    not null,
    kind    text    not null,
    id      blob    not null,
    field   text    not null,
    stream  blob    not null,
    seq     integer not null,
    exact   text    not null,
    folded  text    not null
) strict;

create unique index search_text_of on search_text (section, kind, id, field, stream, seq);

create virtual table search using fts5 (
    exact, folded,
    content = 'search_text', content_rowid = 'no',
    tokenize = 'unicode61 remove_diacritics 0',
    prefix = '2 3', detail = 'column'
);

-- What is taken away leaves no words behind in the index.
insert into search (search, rank) values ('secure-delete', 1);

-- The last op of each stream that the index knows.
create table search_cursor (
    stream blob    primary key,
    seq    integer not null
) strict, without rowid;
