-- What the ops amount to. Every row here can be made again from the ops, in any
-- order, byte for byte; `check` does so and compares.

-- Every version of every field, ordered so that all of a visit lies together.
-- Only what stands keeps its value here; what it was before is in the op.
-- A purged value had its key destroyed by law, a withheld one has a key that
-- this laptop was not given; there is nothing to read in either.
create table version (
    section blob    not null,
    kind    text    not null,
    id      blob    not null,
    field   text    not null,
    stream  blob    not null,
    seq     integer not null,
    hlc     integer not null,
    wall_ms integer not null,
    state   text    not null check (state in ('set', 'retracted', 'purged', 'withheld', 'replaced')),
    value   blob,

    primary key (section, kind, id, field, stream, seq),
    check ((state = 'set') = (value is not null))
) strict, without rowid;

-- The versions that nobody has seen and replaced yet: one is settled, several
-- are a disagreement.
create view head as
    select section, kind, id, field, stream, seq, hlc, wall_ms, state, value
    from version
    where state != 'replaced';

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

-- Which things there are, and where: "all campaigns", "where is this finding".
create table thing (
    kind    text not null,
    id      blob not null,
    section blob not null,

    primary key (kind, id, section)
) strict, without rowid;
