-- When the catalog was rebuilt without its runs: what was done before is not known.
alter table catalog_id add column runs_lost timestamp(6) with time zone;
