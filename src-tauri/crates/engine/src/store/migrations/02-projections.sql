-- What the ops amount to. Every row here can be made again from the ops, in any
-- order, byte for byte; `check` does so and compares.

-- The versions of a field that nobody has seen and replaced yet: one is
-- settled, several are a disagreement. Ordered so that all of a visit lies
-- together. A purged value had its key destroyed by law, a withheld one has a key
-- that this laptop was not given; there is nothing to read in either.
create table head (
    section blob    not null,
    kind    text    not null,
    id      blob    not null,
    field   text    not null,
    stream  blob    not null,
    seq     integer not null,
    hlc     integer not null,
    wall_ms integer not null,
    state   text    not null check (state in ('set', 'retracted', 'purged', 'withheld')),
    value   blob,

    primary key (section, kind, id, field, stream, seq),
    check ((state = 'set') = (value is not null))
) strict, without rowid;

-- "All campaigns", and "this finding, wherever it belongs".
create index head_by_thing on head (kind, id);

-- Versions that were replaced before they came here. The field is part of the
-- name: an op can only replace versions of its own field.
create table superseded (
    section blob    not null,
    kind    text    not null,
    id      blob    not null,
    field   text    not null,
    stream  blob    not null,
    seq     integer not null,

    primary key (section, kind, id, field, stream, seq)
) strict, without rowid;

-- Which ops touched a field: its history.
create table trace (
    section blob    not null,
    kind    text    not null,
    id      blob    not null,
    field   text    not null,
    stream  blob    not null,
    seq     integer not null,

    primary key (section, kind, id, field, stream, seq)
) strict, without rowid;
