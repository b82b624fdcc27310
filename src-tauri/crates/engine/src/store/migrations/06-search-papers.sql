-- Notices, letters, deliveries and what units reported are found too: their words were passed over
-- when their ops were taken into the index. The next search makes it again.

delete from search_text;
delete from search_cursor;
insert into search_exact (search_exact) values ('delete-all');
insert into search_folded (search_folded) values ('delete-all');
