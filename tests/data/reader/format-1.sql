-- A file of format 1, as the first release wrote it. Never edited: tests bring it forward.
pragma application_id = 1148150610;
pragma user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE bookmark (
  id text primary key, docset text not null, slug text not null, anchor text not null, api text not null, title text not null,
  folder text references folder on delete cascade, position integer not null, tags text not null, heading text not null, page_title text not null,
  docset_title text not null, version text not null, added real not null, changed real not null, removed real, snapshot text not null, taken real not null
);
INSERT INTO "bookmark" VALUES('b1','tool','/guide/state','keep','1.2','State','f2',0,'["one","two words"]','Keep','State','Tool','2.1',3.5,4.5,NULL,'ab12',5.5);
INSERT INTO "bookmark" VALUES('b2','tool','/','','','Start',NULL,1,'[]','','','','',0.0,0.0,NULL,'',0.0);
INSERT INTO "bookmark" VALUES('b3','tool','/gone','','','Gone',NULL,2,'[]','','','','',0.0,0.0,6.5,'',0.0);
CREATE TABLE folder (
  id text primary key, title text not null, parent text references folder on delete cascade, position integer not null, added real not null, removed real
);
INSERT INTO "folder" VALUES('f1','Outer',NULL,0,1.5,NULL);
INSERT INTO "folder" VALUES('f2','Inner','f1',0,2.5,NULL);
CREATE TABLE place (
  docset text not null, slug text not null, scroll real not null, anchor text not null, at real not null, primary key (docset, slug)
) without rowid;
INSERT INTO "place" VALUES('tool','/guide/state',120.5,'keep',8.5);
CREATE TABLE state (key text primary key, value integer not null) without rowid;
INSERT INTO "state" VALUES('changes',9);
INSERT INTO "state" VALUES('shelf',9);
CREATE TABLE visit (
  id integer primary key, docset text not null, slug text not null, anchor text not null, api text not null, title text not null, said text not null,
  at real not null
);
INSERT INTO "visit" VALUES(1,'tool','/guide/state','','','State','state
tool/guide/state',7.5);
CREATE INDEX folder_parent on folder (parent);
CREATE INDEX bookmark_folder on bookmark (folder);
CREATE INDEX visit_at on visit (at);
COMMIT;
