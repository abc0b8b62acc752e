PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO settings VALUES('salt','a8716f260a03d06d1a0870f9291b04818ef70afc315f3d82aeb6095d911cd8ba');
CREATE TABLE programmes (fingerprint TEXT PRIMARY KEY, yaml TEXT NOT NULL) STRICT;
INSERT INTO programmes VALUES('a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a',replace('programme: Ten Trees\ncurrency: EUR\nprices: including tax\nhorizon: 12 months\nbilling period: 1 month\nrounding: half away from zero\nrecords: customer\nfields:\n  number:       {type: text, column: id}\n  status:       {type: choice, values: [active, former], for newcomers: kept, typical: active}\n  joined:       {type: date, for newcomers: today}\n  left:         {type: date, optional: true, for newcomers: unknown}\n  price:        {type: money, from: EUR 0, to: EUR 500, for newcomers: kept, typical: EUR 60}\n  region:       {type: choice, values: [NH, UT, GE], for newcomers: kept, typical: GE}\n  complaints:   {type: whole number, from: 0, to: 365, for newcomers: 0, typical: 0}\n  contract end: {type: date, optional: true, for newcomers: unknown}\nroles:\n  id: number\n  joined: joined\n  left: left\n  price: price\n  newcomer price: same as price\n  customer when: status is active\n  former when: status is former\n  newcomer again after: 12 months\n  others: rejected\n','\n',char(10)));
CREATE TABLE programme_files (
  fingerprint TEXT NOT NULL REFERENCES programmes, place INTEGER NOT NULL, name TEXT NOT NULL,
  text TEXT NOT NULL, PRIMARY KEY (fingerprint, place)) STRICT;
INSERT INTO programme_files VALUES('a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a',0,'prog/offers.trouw',replace('offer "Quarter" to customers\n  give 10% off, at most EUR 4 a bill, for 3 months\n  tell "{value} off, {offer}"\n  tell in nl "{value} korting"\n\noffer "Fair" to customers\n  give EUR 30 once\n  limit once per 12 months per region\n  lost if complaints is at least 3 within 12 months\n\noffer "Steady" to customers\n  give 1% off while complaints is at most 2\n\ncombine customer offers\n  at most EUR 40\n\noffer "Half" to customers\n  give EUR 7 once\n  hold out 50%\n','\n',char(10)));
CREATE TABLE contracts (
  number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, customer TEXT NOT NULL, id TEXT) STRICT;
INSERT INTO contracts VALUES(1,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','0');
INSERT INTO contracts VALUES(2,'6ec230e7a0529c92b4e923429a5da679a242c7e94de172653538f24f83c18673','6ec230e7a0529c92b4e923429a5da679a242c7e94de172653538f24f83c18673','1');
INSERT INTO contracts VALUES(3,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','2');
INSERT INTO contracts VALUES(4,'146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6','146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6',NULL);
INSERT INTO contracts VALUES(5,'a1ac94e3186e29de9c98752fe9a26c810fc0a0abf55d31c65786b11c5f210f5a','a1ac94e3186e29de9c98752fe9a26c810fc0a0abf55d31c65786b11c5f210f5a','4');
INSERT INTO contracts VALUES(6,'b40f2a44c9d6515787aa1ced32a46bc952267af4ad4381533f1b89d779fa4b5d','b40f2a44c9d6515787aa1ced32a46bc952267af4ad4381533f1b89d779fa4b5d','5');
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY, contract INTEGER NOT NULL REFERENCES contracts, day INTEGER NOT NULL,
  fingerprint TEXT NOT NULL REFERENCES programmes, record TEXT, context TEXT NOT NULL, outcome TEXT NOT NULL) STRICT;
INSERT INTO decisions VALUES(1,1,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a',replace('number	0\nstatus	0\njoined	14610\nprice	5000\nregion	2\ncomplaints	0\n','\n',char(10)),replace('closed	0000\noccasion	0	1\noccasion	1	1\noccasion	2	1\noccasion	3	once\n','\n',char(10)),replace('bfeb6b22a3f94f9a634231f7db63464bd8d8e4d8482fe7b789b1174c23b77e07\n166ff4767ffcca9acd3c5cf244cbfad3b6b7fe10328e65ed2db8271c07f38a4b\n41fd123f1725d2912b6c8679eabb6a2c2653b6657087c4a916270738ef2b1d9a\n7a2bdf86c527087abf2075cbbf1f4ebffb25636e1c8ff6032a05840e6e482986\n','\n',char(10)));
INSERT INTO decisions VALUES(2,2,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a',replace('number	1\nstatus	0\njoined	14975\nprice	5000\nregion	0\ncomplaints	1\n','\n',char(10)),replace('closed	0003\noccasion	0	1\noccasion	1	1\noccasion	2	1\n','\n',char(10)),replace('bfeb6b22a3f94f9a634231f7db63464bd8d8e4d8482fe7b789b1174c23b77e07\n166ff4767ffcca9acd3c5cf244cbfad3b6b7fe10328e65ed2db8271c07f38a4b\n41fd123f1725d2912b6c8679eabb6a2c2653b6657087c4a916270738ef2b1d9a\n','\n',char(10)));
INSERT INTO decisions VALUES(3,3,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a',replace('number	2\nstatus	0\njoined	15340\nprice	5000\nregion	0\ncomplaints	2\n','\n',char(10)),replace('closed	0203\noccasion	0	1\noccasion	2	1\n','\n',char(10)),replace('bfeb6b22a3f94f9a634231f7db63464bd8d8e4d8482fe7b789b1174c23b77e07\n85e1ad141046cd5fb6958a3c740b529fdabae2341de76b5debd28d66f549c794\n','\n',char(10)));
INSERT INTO decisions VALUES(4,4,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a',NULL,replace('closed	0003\noccasion	0	1\noccasion	1	1\noccasion	2	1\n','\n',char(10)),replace('bfeb6b22a3f94f9a634231f7db63464bd8d8e4d8482fe7b789b1174c23b77e07\n166ff4767ffcca9acd3c5cf244cbfad3b6b7fe10328e65ed2db8271c07f38a4b\n41fd123f1725d2912b6c8679eabb6a2c2653b6657087c4a916270738ef2b1d9a\n','\n',char(10)));
INSERT INTO decisions VALUES(5,5,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a',replace('number	4\nstatus	0\njoined	16071\nprice	5000\nregion	2\ncomplaints	1\n','\n',char(10)),replace('closed	0203\noccasion	0	1\noccasion	2	1\n','\n',char(10)),replace('bfeb6b22a3f94f9a634231f7db63464bd8d8e4d8482fe7b789b1174c23b77e07\n85e1ad141046cd5fb6958a3c740b529fdabae2341de76b5debd28d66f549c794\n','\n',char(10)));
INSERT INTO decisions VALUES(6,6,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a',replace('number	5\nstatus	0\njoined	16436\nprice	5000\nregion	1\ncomplaints	2\n','\n',char(10)),replace('closed	0203\noccasion	0	1\noccasion	2	1\n','\n',char(10)),replace('bfeb6b22a3f94f9a634231f7db63464bd8d8e4d8482fe7b789b1174c23b77e07\n85e1ad141046cd5fb6958a3c740b529fdabae2341de76b5debd28d66f549c794\n','\n',char(10)));
INSERT INTO decisions VALUES(7,3,20923,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a',replace('number	2\nstatus	0\njoined	15340\nprice	5000\nregion	0\ncomplaints	2\n','\n',char(10)),replace('closed	0203\nreceived	450\noccasion	0	2\noccasion	2	2\n','\n',char(10)),replace('4e65ba339410678205f1b03982f317371d5b7097402b6fe341091d0243e9aced\nb3cc1358184f58788d8f25d10d84cf291ad9dc440a38d2eb4ddcf97b73af79df\n','\n',char(10)));
CREATE TABLE awards (
  number INTEGER PRIMARY KEY, decision INTEGER NOT NULL REFERENCES decisions,
  contract INTEGER NOT NULL REFERENCES contracts, customer TEXT NOT NULL, offer TEXT NOT NULL, occasion TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reserved', 'confirmed', 'released', 'reversed', 'ended')),
  day INTEGER NOT NULL, standing INTEGER NOT NULL, is_match INTEGER NOT NULL, paid INTEGER NOT NULL, ceiling INTEGER,
  horizon INTEGER NOT NULL, billed INTEGER NOT NULL DEFAULT 0, handed INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO awards VALUES(1,1,1,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','Quarter','1','confirmed',20878,0,0,1200,NULL,12,2,700);
INSERT INTO awards VALUES(2,1,1,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','Fair','1','confirmed',20878,0,0,2800,2800,12,1,2800);
INSERT INTO awards VALUES(3,1,1,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','Steady','1','confirmed',20878,0,0,0,0,12,2,0);
INSERT INTO awards VALUES(4,1,1,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','Half','once','confirmed',20878,0,0,0,0,12,1,0);
INSERT INTO awards VALUES(5,2,2,'6ec230e7a0529c92b4e923429a5da679a242c7e94de172653538f24f83c18673','Quarter','1','confirmed',20878,0,0,1200,NULL,12,2,800);
INSERT INTO awards VALUES(6,2,2,'6ec230e7a0529c92b4e923429a5da679a242c7e94de172653538f24f83c18673','Fair','1','confirmed',20878,0,0,2800,2800,12,1,2800);
INSERT INTO awards VALUES(7,2,2,'6ec230e7a0529c92b4e923429a5da679a242c7e94de172653538f24f83c18673','Steady','1','confirmed',20878,0,0,0,0,12,2,0);
INSERT INTO awards VALUES(8,3,3,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','Quarter','1','ended',20878,0,0,1200,NULL,12,1,400);
INSERT INTO awards VALUES(9,3,3,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','Steady','1','ended',20878,0,0,600,NULL,12,1,50);
INSERT INTO awards VALUES(10,4,4,'146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6','Quarter','1','confirmed',20878,0,0,1200,NULL,12,2,800);
INSERT INTO awards VALUES(11,4,4,'146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6','Fair','1','confirmed',20878,0,0,2800,2800,12,1,2800);
INSERT INTO awards VALUES(12,4,4,'146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6','Steady','1','confirmed',20878,0,0,0,0,12,2,0);
INSERT INTO awards VALUES(13,5,5,'a1ac94e3186e29de9c98752fe9a26c810fc0a0abf55d31c65786b11c5f210f5a','Quarter','1','confirmed',20878,0,0,1200,NULL,12,2,800);
INSERT INTO awards VALUES(14,5,5,'a1ac94e3186e29de9c98752fe9a26c810fc0a0abf55d31c65786b11c5f210f5a','Steady','1','confirmed',20878,0,0,600,NULL,12,2,100);
INSERT INTO awards VALUES(15,6,6,'b40f2a44c9d6515787aa1ced32a46bc952267af4ad4381533f1b89d779fa4b5d','Quarter','1','confirmed',20878,0,0,1200,NULL,12,2,800);
INSERT INTO awards VALUES(16,6,6,'b40f2a44c9d6515787aa1ced32a46bc952267af4ad4381533f1b89d779fa4b5d','Steady','1','confirmed',20878,0,0,600,NULL,12,2,100);
INSERT INTO awards VALUES(17,7,3,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','Quarter','2','confirmed',20923,0,0,1200,NULL,12,1,400);
INSERT INTO awards VALUES(18,7,3,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','Steady','2','confirmed',20923,0,0,600,NULL,12,1,50);
CREATE TABLE promises (
  award INTEGER NOT NULL REFERENCES awards, place INTEGER NOT NULL, kind INTEGER NOT NULL, amount INTEGER NOT NULL,
  base TEXT NOT NULL, perk TEXT NOT NULL, cap_a_bill INTEGER, first INTEGER NOT NULL, periods INTEGER NOT NULL,
  open_ended INTEGER NOT NULL, while_of INTEGER, text TEXT NOT NULL, PRIMARY KEY (award, place)) STRICT, WITHOUT ROWID;
INSERT INTO promises VALUES(1,0,0,100000,'','',400,0,3,0,NULL,'10% off, at most EUR 4 a bill, for 3 months');
INSERT INTO promises VALUES(2,0,4,3000,'','',NULL,0,1,0,NULL,'EUR 30 once');
INSERT INTO promises VALUES(3,0,0,10000,'','',NULL,0,1,1,0,'1% off while complaints is at most 2');
INSERT INTO promises VALUES(4,0,4,700,'','',NULL,0,1,0,NULL,'EUR 7 once');
INSERT INTO promises VALUES(5,0,0,100000,'','',400,0,3,0,NULL,'10% off, at most EUR 4 a bill, for 3 months');
INSERT INTO promises VALUES(6,0,4,3000,'','',NULL,0,1,0,NULL,'EUR 30 once');
INSERT INTO promises VALUES(7,0,0,10000,'','',NULL,0,1,1,0,'1% off while complaints is at most 2');
INSERT INTO promises VALUES(8,0,0,100000,'','',400,0,3,0,NULL,'10% off, at most EUR 4 a bill, for 3 months');
INSERT INTO promises VALUES(9,0,0,10000,'','',NULL,0,1,1,0,'1% off while complaints is at most 2');
INSERT INTO promises VALUES(10,0,0,100000,'','',400,0,3,0,NULL,'10% off, at most EUR 4 a bill, for 3 months');
INSERT INTO promises VALUES(11,0,4,3000,'','',NULL,0,1,0,NULL,'EUR 30 once');
INSERT INTO promises VALUES(12,0,0,10000,'','',NULL,0,1,1,0,'1% off while complaints is at most 2');
INSERT INTO promises VALUES(13,0,0,100000,'','',400,0,3,0,NULL,'10% off, at most EUR 4 a bill, for 3 months');
INSERT INTO promises VALUES(14,0,0,10000,'','',NULL,0,1,1,0,'1% off while complaints is at most 2');
INSERT INTO promises VALUES(15,0,0,100000,'','',400,0,3,0,NULL,'10% off, at most EUR 4 a bill, for 3 months');
INSERT INTO promises VALUES(16,0,0,10000,'','',NULL,0,1,1,0,'1% off while complaints is at most 2');
INSERT INTO promises VALUES(17,0,0,100000,'','',400,0,3,0,NULL,'10% off, at most EUR 4 a bill, for 3 months');
INSERT INTO promises VALUES(18,0,0,10000,'','',NULL,0,1,1,0,'1% off while complaints is at most 2');
CREATE TABLE counted (
  award INTEGER NOT NULL REFERENCES awards, field TEXT NOT NULL, key TEXT NOT NULL,
  PRIMARY KEY (award, field)) STRICT, WITHOUT ROWID;
INSERT INTO counted VALUES(2,'region','4fbd933ca855a6e45c83f73d673427dc078ba04abe9f17b495c592e13626108f');
INSERT INTO counted VALUES(6,'region','2826be0c939516208b8c62d03bec03339a16e5c6d08f0e54a5f595c033c082fb');
INSERT INTO counted VALUES(11,'region','53d7692a95ff68b6263fd9eb6c0e7b52625a52ed2132d5f20a5f39b03d11decd');
CREATE TABLE invoices (
  contract INTEGER NOT NULL REFERENCES contracts, invoice TEXT NOT NULL, day INTEGER NOT NULL,
  PRIMARY KEY (contract, invoice)) STRICT, WITHOUT ROWID;
INSERT INTO invoices VALUES(1,'A',20909);
INSERT INTO invoices VALUES(1,'B',20939);
INSERT INTO invoices VALUES(2,'A',20909);
INSERT INTO invoices VALUES(2,'B',20939);
INSERT INTO invoices VALUES(3,'A',20909);
INSERT INTO invoices VALUES(3,'B',20939);
INSERT INTO invoices VALUES(4,'A',20909);
INSERT INTO invoices VALUES(4,'B',20939);
INSERT INTO invoices VALUES(5,'A',20909);
INSERT INTO invoices VALUES(5,'B',20939);
INSERT INTO invoices VALUES(6,'A',20909);
INSERT INTO invoices VALUES(6,'B',20939);
CREATE TABLE bills (
  award INTEGER NOT NULL REFERENCES awards, period INTEGER NOT NULL, contract INTEGER NOT NULL, invoice TEXT NOT NULL,
  PRIMARY KEY (award, period), UNIQUE (award, invoice),
  FOREIGN KEY (contract, invoice) REFERENCES invoices) STRICT, WITHOUT ROWID;
INSERT INTO bills VALUES(1,1,1,'A');
INSERT INTO bills VALUES(1,2,1,'B');
INSERT INTO bills VALUES(2,1,1,'A');
INSERT INTO bills VALUES(3,1,1,'A');
INSERT INTO bills VALUES(3,2,1,'B');
INSERT INTO bills VALUES(4,1,1,'A');
INSERT INTO bills VALUES(5,1,2,'A');
INSERT INTO bills VALUES(5,2,2,'B');
INSERT INTO bills VALUES(6,1,2,'A');
INSERT INTO bills VALUES(7,1,2,'A');
INSERT INTO bills VALUES(7,2,2,'B');
INSERT INTO bills VALUES(8,1,3,'A');
INSERT INTO bills VALUES(9,1,3,'A');
INSERT INTO bills VALUES(10,1,4,'A');
INSERT INTO bills VALUES(10,2,4,'B');
INSERT INTO bills VALUES(11,1,4,'A');
INSERT INTO bills VALUES(12,1,4,'A');
INSERT INTO bills VALUES(12,2,4,'B');
INSERT INTO bills VALUES(13,1,5,'A');
INSERT INTO bills VALUES(13,2,5,'B');
INSERT INTO bills VALUES(14,1,5,'A');
INSERT INTO bills VALUES(14,2,5,'B');
INSERT INTO bills VALUES(15,1,6,'A');
INSERT INTO bills VALUES(15,2,6,'B');
INSERT INTO bills VALUES(16,1,6,'A');
INSERT INTO bills VALUES(16,2,6,'B');
INSERT INTO bills VALUES(17,1,3,'B');
INSERT INTO bills VALUES(18,1,3,'B');
CREATE TABLE lines (
  contract INTEGER NOT NULL, invoice TEXT NOT NULL, place INTEGER NOT NULL, award INTEGER NOT NULL REFERENCES awards,
  kind TEXT NOT NULL, text TEXT NOT NULL, amount INTEGER NOT NULL, points INTEGER NOT NULL, period INTEGER NOT NULL,
  of_periods INTEGER, key TEXT NOT NULL UNIQUE, PRIMARY KEY (contract, invoice, place),
  FOREIGN KEY (contract, invoice) REFERENCES invoices) STRICT, WITHOUT ROWID;
INSERT INTO lines VALUES(1,'A',0,1,'discount','10% off, at most EUR 4 a bill, for 3 months',400,0,1,3,'11cbd42b312b393a228d145456a0513c');
INSERT INTO lines VALUES(1,'A',1,2,'credit','EUR 30 once',2800,0,1,1,'1c1a3f276650c05a76b1e47ada3c05d6');
INSERT INTO lines VALUES(1,'B',0,1,'discount','10% off, at most EUR 4 a bill, for 3 months',400,0,2,3,'cc78a48cb62753375190984ff36cdc83');
INSERT INTO lines VALUES(2,'A',0,5,'discount','10% off, at most EUR 4 a bill, for 3 months',400,0,1,3,'6666006642a5e99170307017a92339c5');
INSERT INTO lines VALUES(2,'A',1,6,'credit','EUR 30 once',2800,0,1,1,'1a9881f9469b9963a2306727275f21bf');
INSERT INTO lines VALUES(2,'B',0,5,'discount','10% off, at most EUR 4 a bill, for 3 months',400,0,2,3,'3ead6140bf5946ac6eb46f39148062aa');
INSERT INTO lines VALUES(3,'A',0,8,'discount','10% off, at most EUR 4 a bill, for 3 months',400,0,1,3,'b6eca647e92b5ec09ecb3eabb13e9747');
INSERT INTO lines VALUES(3,'A',1,9,'discount','1% off while complaints is at most 2',50,0,1,NULL,'15153acb4a751333a8cb58172b3f68f8');
INSERT INTO lines VALUES(3,'B',0,17,'discount','10% off, at most EUR 4 a bill, for 3 months',400,0,1,3,'2e21ab70d6b6f25781b7574e328bc07a');
INSERT INTO lines VALUES(3,'B',1,18,'discount','1% off while complaints is at most 2',50,0,1,NULL,'6c2ee5a29afd63a29a373dc2080a3b4a');
INSERT INTO lines VALUES(4,'A',0,10,'discount','10% off, at most EUR 4 a bill, for 3 months',400,0,1,3,'0032926d5c5cea8946bea858a3f349a1');
INSERT INTO lines VALUES(4,'A',1,11,'credit','EUR 30 once',2800,0,1,1,'cf6d01dae798a6ec0fc839ce163db9b5');
INSERT INTO lines VALUES(4,'B',0,10,'discount','10% off, at most EUR 4 a bill, for 3 months',400,0,2,3,'c253d33d7c757670dbd10158fcd8c2ce');
INSERT INTO lines VALUES(5,'A',0,13,'discount','10% off, at most EUR 4 a bill, for 3 months',400,0,1,3,'8d775fd3495db75949ae95e8cf2a93c4');
INSERT INTO lines VALUES(5,'A',1,14,'discount','1% off while complaints is at most 2',50,0,1,NULL,'cd2dbe8b25870d57acd3de782cb425a9');
INSERT INTO lines VALUES(5,'B',0,13,'discount','10% off, at most EUR 4 a bill, for 3 months',400,0,2,3,'b66f9d345a0b31fa262ad2b03e6a4ca7');
INSERT INTO lines VALUES(5,'B',1,14,'discount','1% off while complaints is at most 2',50,0,2,NULL,'52b12352b2cf824814627bcd506cc822');
INSERT INTO lines VALUES(6,'A',0,15,'discount','10% off, at most EUR 4 a bill, for 3 months',400,0,1,3,'fc56dd8a51dfe5951e79aa50129f18dc');
INSERT INTO lines VALUES(6,'A',1,16,'discount','1% off while complaints is at most 2',50,0,1,NULL,'02ef1fa072eed5340443039f2abf94f0');
INSERT INTO lines VALUES(6,'B',0,15,'discount','10% off, at most EUR 4 a bill, for 3 months',400,0,2,3,'7135bc759e9f5011ec3faa35839084fa');
INSERT INTO lines VALUES(6,'B',1,16,'discount','1% off while complaints is at most 2',50,0,2,NULL,'e5bf352ccc11c5d8b71fdeb56dd4007a');
CREATE TABLE entries (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, award INTEGER REFERENCES awards, contract TEXT NOT NULL,
  invoice TEXT NOT NULL, text TEXT NOT NULL, period INTEGER NOT NULL, amount INTEGER NOT NULL, day INTEGER NOT NULL,
  booked INTEGER NOT NULL, fingerprint TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
INSERT INTO entries VALUES(1,'grant',1,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','','bfeb6b22a3f94f9a634231f7db63464bd8d8e4d8482fe7b789b1174c23b77e07',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','','ce808ccef113f2493ea7b45f21544577ad55d519f0dea1bcdabf35f7514d3bde');
INSERT INTO entries VALUES(2,'grant',2,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','','166ff4767ffcca9acd3c5cf244cbfad3b6b7fe10328e65ed2db8271c07f38a4b',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','ce808ccef113f2493ea7b45f21544577ad55d519f0dea1bcdabf35f7514d3bde','b685420142fc16e4448675e81a5669e0ec71b997b9d111f12edaf431f2996d0c');
INSERT INTO entries VALUES(3,'grant',3,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','','41fd123f1725d2912b6c8679eabb6a2c2653b6657087c4a916270738ef2b1d9a',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','b685420142fc16e4448675e81a5669e0ec71b997b9d111f12edaf431f2996d0c','7f29d17d683867056f6840e3de14cd0028a024709573ee128aa92dab778b160b');
INSERT INTO entries VALUES(4,'grant',4,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','','7a2bdf86c527087abf2075cbbf1f4ebffb25636e1c8ff6032a05840e6e482986',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','7f29d17d683867056f6840e3de14cd0028a024709573ee128aa92dab778b160b','cb1743648f9a313fed02d8c36a963b8de97e725dd97f4897a871476fdca6a631');
INSERT INTO entries VALUES(5,'hold out',NULL,'6ec230e7a0529c92b4e923429a5da679a242c7e94de172653538f24f83c18673','',replace('Half\nonce','\n',char(10)),0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','cb1743648f9a313fed02d8c36a963b8de97e725dd97f4897a871476fdca6a631','3ee0ef3f49fdd36d5131e4e4b3b880cf874bbf388dacaefa03edaceb7223f538');
INSERT INTO entries VALUES(6,'grant',5,'6ec230e7a0529c92b4e923429a5da679a242c7e94de172653538f24f83c18673','','bfeb6b22a3f94f9a634231f7db63464bd8d8e4d8482fe7b789b1174c23b77e07',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','3ee0ef3f49fdd36d5131e4e4b3b880cf874bbf388dacaefa03edaceb7223f538','3fe62bfe3a3c202dbab2c7b08d4530c1e79d18f0718b3a5fb23699ebc32e00f8');
INSERT INTO entries VALUES(7,'grant',6,'6ec230e7a0529c92b4e923429a5da679a242c7e94de172653538f24f83c18673','','166ff4767ffcca9acd3c5cf244cbfad3b6b7fe10328e65ed2db8271c07f38a4b',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','3fe62bfe3a3c202dbab2c7b08d4530c1e79d18f0718b3a5fb23699ebc32e00f8','769d8b9b26b2be699bb34f3d91122daefb1c34a532d581b4d51f26b68049c607');
INSERT INTO entries VALUES(8,'grant',7,'6ec230e7a0529c92b4e923429a5da679a242c7e94de172653538f24f83c18673','','41fd123f1725d2912b6c8679eabb6a2c2653b6657087c4a916270738ef2b1d9a',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','769d8b9b26b2be699bb34f3d91122daefb1c34a532d581b4d51f26b68049c607','150f38d41419bd260fd9b05c225f7f5366cab6049352b2f4ee124c59946e8eb9');
INSERT INTO entries VALUES(9,'hold out',NULL,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','',replace('Half\nonce','\n',char(10)),0,700,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','150f38d41419bd260fd9b05c225f7f5366cab6049352b2f4ee124c59946e8eb9','6083a3806facd9e6dfdae4ada39564dab32bb9d34d9577a596e37430cb87e7b9');
INSERT INTO entries VALUES(10,'grant',8,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','','bfeb6b22a3f94f9a634231f7db63464bd8d8e4d8482fe7b789b1174c23b77e07',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','6083a3806facd9e6dfdae4ada39564dab32bb9d34d9577a596e37430cb87e7b9','2dc79ea601bc878e20d771a845481db2e5650274b323e6c4e6f1e3d41862b6df');
INSERT INTO entries VALUES(11,'grant',9,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','','85e1ad141046cd5fb6958a3c740b529fdabae2341de76b5debd28d66f549c794',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','2dc79ea601bc878e20d771a845481db2e5650274b323e6c4e6f1e3d41862b6df','aa975b71435accf229f66923284f079691140d710de91584df2186691624c415');
INSERT INTO entries VALUES(12,'hold out',NULL,'146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6','',replace('Half\nonce','\n',char(10)),0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','aa975b71435accf229f66923284f079691140d710de91584df2186691624c415','2360bd483268f2f97bae01035008ae3bdebb05d4aeba6c1000f61f491af0457b');
INSERT INTO entries VALUES(13,'grant',10,'146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6','','bfeb6b22a3f94f9a634231f7db63464bd8d8e4d8482fe7b789b1174c23b77e07',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','2360bd483268f2f97bae01035008ae3bdebb05d4aeba6c1000f61f491af0457b','4a00c260f5217034c0b839a9344d0c3995b779e33bb700aeada44e15be40f3d7');
INSERT INTO entries VALUES(14,'grant',11,'146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6','','166ff4767ffcca9acd3c5cf244cbfad3b6b7fe10328e65ed2db8271c07f38a4b',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','4a00c260f5217034c0b839a9344d0c3995b779e33bb700aeada44e15be40f3d7','a09f387300188fad8fd5c79d8b952eeed06c4f1d9ce34aec9534da32b0ef04ce');
INSERT INTO entries VALUES(15,'grant',12,'146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6','','41fd123f1725d2912b6c8679eabb6a2c2653b6657087c4a916270738ef2b1d9a',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','a09f387300188fad8fd5c79d8b952eeed06c4f1d9ce34aec9534da32b0ef04ce','06a73ec74200fe89884c1f881582f37f25bdc8bae74f4538a720ba34dcf32d06');
INSERT INTO entries VALUES(16,'hold out',NULL,'a1ac94e3186e29de9c98752fe9a26c810fc0a0abf55d31c65786b11c5f210f5a','',replace('Half\nonce','\n',char(10)),0,700,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','06a73ec74200fe89884c1f881582f37f25bdc8bae74f4538a720ba34dcf32d06','d86417e760d9fc1d3896eaa87ef775ab6e391ffc03ded06ba3f6289e97c3d4a2');
INSERT INTO entries VALUES(17,'grant',13,'a1ac94e3186e29de9c98752fe9a26c810fc0a0abf55d31c65786b11c5f210f5a','','bfeb6b22a3f94f9a634231f7db63464bd8d8e4d8482fe7b789b1174c23b77e07',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','d86417e760d9fc1d3896eaa87ef775ab6e391ffc03ded06ba3f6289e97c3d4a2','099bde3c132b0bd691b3eb30c359b8db9630cbe1bde4d866a38b5e7ad2b87be2');
INSERT INTO entries VALUES(18,'grant',14,'a1ac94e3186e29de9c98752fe9a26c810fc0a0abf55d31c65786b11c5f210f5a','','85e1ad141046cd5fb6958a3c740b529fdabae2341de76b5debd28d66f549c794',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','099bde3c132b0bd691b3eb30c359b8db9630cbe1bde4d866a38b5e7ad2b87be2','a5b780b1c17b605394ba5a67929ab70309fd70cbcbd186cb757ddb7b40d86905');
INSERT INTO entries VALUES(19,'hold out',NULL,'b40f2a44c9d6515787aa1ced32a46bc952267af4ad4381533f1b89d779fa4b5d','',replace('Half\nonce','\n',char(10)),0,700,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','a5b780b1c17b605394ba5a67929ab70309fd70cbcbd186cb757ddb7b40d86905','92897f90bedeb5f8bbc00bff08daca57df59a497ddfe85686652a3280e821b2d');
INSERT INTO entries VALUES(20,'grant',15,'b40f2a44c9d6515787aa1ced32a46bc952267af4ad4381533f1b89d779fa4b5d','','bfeb6b22a3f94f9a634231f7db63464bd8d8e4d8482fe7b789b1174c23b77e07',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','92897f90bedeb5f8bbc00bff08daca57df59a497ddfe85686652a3280e821b2d','b126df10b21a14d1213e5a38766e7b695cf4a22b1c0f7fe11e45b6c14b0fdcd7');
INSERT INTO entries VALUES(21,'grant',16,'b40f2a44c9d6515787aa1ced32a46bc952267af4ad4381533f1b89d779fa4b5d','','85e1ad141046cd5fb6958a3c740b529fdabae2341de76b5debd28d66f549c794',0,0,20878,20878,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','b126df10b21a14d1213e5a38766e7b695cf4a22b1c0f7fe11e45b6c14b0fdcd7','cf024c61009860cada1f5243df923ff35269bd8eeb99d12d5c0c035aac432e5a');
INSERT INTO entries VALUES(22,'bill',NULL,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','A','',0,0,20909,20909,'','cf024c61009860cada1f5243df923ff35269bd8eeb99d12d5c0c035aac432e5a','329732cfab62797bdf02a303896ae976746c2806f4ae01583d59d79e65cbc462');
INSERT INTO entries VALUES(23,'due',1,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','A','10% off, at most EUR 4 a bill, for 3 months',1,400,20909,20909,'','329732cfab62797bdf02a303896ae976746c2806f4ae01583d59d79e65cbc462','9a756a7cc7b8535ed3381ab3d728c779a80be82d48d2f8c1b86552e8c2e305bb');
INSERT INTO entries VALUES(24,'due',2,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','A','EUR 30 once',1,2800,20909,20909,'','9a756a7cc7b8535ed3381ab3d728c779a80be82d48d2f8c1b86552e8c2e305bb','a881d8d056132100a7adde24b55bae3a6b852e28d6260743478db56fd94c2323');
INSERT INTO entries VALUES(25,'bill',NULL,'6ec230e7a0529c92b4e923429a5da679a242c7e94de172653538f24f83c18673','A','',0,0,20909,20909,'','a881d8d056132100a7adde24b55bae3a6b852e28d6260743478db56fd94c2323','9c832721efb326aeb0c3f62f05f3738b4f52497c4b28671f3bfc5e6213577a19');
INSERT INTO entries VALUES(26,'due',5,'6ec230e7a0529c92b4e923429a5da679a242c7e94de172653538f24f83c18673','A','10% off, at most EUR 4 a bill, for 3 months',1,400,20909,20909,'','9c832721efb326aeb0c3f62f05f3738b4f52497c4b28671f3bfc5e6213577a19','3dec174d756d5e0a3962e4c882940da1f6d947ab561806d1ea3b97363245a666');
INSERT INTO entries VALUES(27,'due',6,'6ec230e7a0529c92b4e923429a5da679a242c7e94de172653538f24f83c18673','A','EUR 30 once',1,2800,20909,20909,'','3dec174d756d5e0a3962e4c882940da1f6d947ab561806d1ea3b97363245a666','cd811a4bbb3e5e8a793e1f533a9f1c00f12e00dc1fc7546cbd5d0d8980637295');
INSERT INTO entries VALUES(28,'bill',NULL,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','A','',0,0,20909,20909,'','cd811a4bbb3e5e8a793e1f533a9f1c00f12e00dc1fc7546cbd5d0d8980637295','00037ef1a037f018e2578c7d5cc91612a38ff502624627784645798f354c6728');
INSERT INTO entries VALUES(29,'due',8,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','A','10% off, at most EUR 4 a bill, for 3 months',1,400,20909,20909,'','00037ef1a037f018e2578c7d5cc91612a38ff502624627784645798f354c6728','880ab3a74b95dcea90872bd824a485791d0a9ca624a0df9bae2058f13f25c638');
INSERT INTO entries VALUES(30,'due',9,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','A','1% off while complaints is at most 2',1,50,20909,20909,'','880ab3a74b95dcea90872bd824a485791d0a9ca624a0df9bae2058f13f25c638','51ea438cc4e1657ce3d44333759df677c1a6a7d1448fb6887d8539b89248cf48');
INSERT INTO entries VALUES(31,'bill',NULL,'146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6','A','',0,0,20909,20909,'','51ea438cc4e1657ce3d44333759df677c1a6a7d1448fb6887d8539b89248cf48','3536d033e3fef108757511250d7bc65ce11718df1f3188d3e0919dfd64979fa0');
INSERT INTO entries VALUES(32,'due',10,'146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6','A','10% off, at most EUR 4 a bill, for 3 months',1,400,20909,20909,'','3536d033e3fef108757511250d7bc65ce11718df1f3188d3e0919dfd64979fa0','41823f3d53ec3f97477fa7cd3b645274ac3553099b244bcb24f0f2f594b854bc');
INSERT INTO entries VALUES(33,'due',11,'146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6','A','EUR 30 once',1,2800,20909,20909,'','41823f3d53ec3f97477fa7cd3b645274ac3553099b244bcb24f0f2f594b854bc','023ffcb452f606c4a0a6f10e6352c072188359a728a09c4415d8b2f0dedf1061');
INSERT INTO entries VALUES(34,'bill',NULL,'a1ac94e3186e29de9c98752fe9a26c810fc0a0abf55d31c65786b11c5f210f5a','A','',0,0,20909,20909,'','023ffcb452f606c4a0a6f10e6352c072188359a728a09c4415d8b2f0dedf1061','f897278fe5cbea75f1d756914bd024f433965721e16a1adc28fbf2072a2f5c75');
INSERT INTO entries VALUES(35,'due',13,'a1ac94e3186e29de9c98752fe9a26c810fc0a0abf55d31c65786b11c5f210f5a','A','10% off, at most EUR 4 a bill, for 3 months',1,400,20909,20909,'','f897278fe5cbea75f1d756914bd024f433965721e16a1adc28fbf2072a2f5c75','15a6be56d74442bbf9daf26412ecb47d48849a0e34da73dd05093a96895bf002');
INSERT INTO entries VALUES(36,'due',14,'a1ac94e3186e29de9c98752fe9a26c810fc0a0abf55d31c65786b11c5f210f5a','A','1% off while complaints is at most 2',1,50,20909,20909,'','15a6be56d74442bbf9daf26412ecb47d48849a0e34da73dd05093a96895bf002','88cc54efba2a95a7836e0b0386597eff5ab60ca17b4d733156d7c4a51b9c4368');
INSERT INTO entries VALUES(37,'bill',NULL,'b40f2a44c9d6515787aa1ced32a46bc952267af4ad4381533f1b89d779fa4b5d','A','',0,0,20909,20909,'','88cc54efba2a95a7836e0b0386597eff5ab60ca17b4d733156d7c4a51b9c4368','4d6546520cbe362bf2ab0d0d6cc61b9b9175d5516c3e180aedd81a1fd8ca28f5');
INSERT INTO entries VALUES(38,'due',15,'b40f2a44c9d6515787aa1ced32a46bc952267af4ad4381533f1b89d779fa4b5d','A','10% off, at most EUR 4 a bill, for 3 months',1,400,20909,20909,'','4d6546520cbe362bf2ab0d0d6cc61b9b9175d5516c3e180aedd81a1fd8ca28f5','a0992e90268b3c9b704278fe657091eca29a76549d786b5a27757572292c6c18');
INSERT INTO entries VALUES(39,'due',16,'b40f2a44c9d6515787aa1ced32a46bc952267af4ad4381533f1b89d779fa4b5d','A','1% off while complaints is at most 2',1,50,20909,20909,'','a0992e90268b3c9b704278fe657091eca29a76549d786b5a27757572292c6c18','bc0f818a90aa8d48514584945b816127b6059e47dad4c9c89e8a60ef22983d39');
INSERT INTO entries VALUES(40,'reverse part',1,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','','',0,-100,20910,20910,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','bc0f818a90aa8d48514584945b816127b6059e47dad4c9c89e8a60ef22983d39','309b905e70b2bfb5709ce9a61a95e084eb08c38e48632d9468f4b24f7c337f1c');
INSERT INTO entries VALUES(41,'end',8,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','','they left',0,0,20911,20911,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','309b905e70b2bfb5709ce9a61a95e084eb08c38e48632d9468f4b24f7c337f1c','5bdb0937757d54d604c1f80cc0905410ccb25084a6b5c784743f2298871beef4');
INSERT INTO entries VALUES(42,'end',9,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','','they left',0,0,20911,20911,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','5bdb0937757d54d604c1f80cc0905410ccb25084a6b5c784743f2298871beef4','139c827287e07da9bb61a7eab2b3fa16fae5f6ddda9aff9e58bb1a53c362861e');
INSERT INTO entries VALUES(43,'forget',NULL,'146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6','','',0,0,20912,20912,'','139c827287e07da9bb61a7eab2b3fa16fae5f6ddda9aff9e58bb1a53c362861e','0891e3395c0ed300ee26aaa31cfb9a3781e24893b426a9ebff3913f96a62fa06');
INSERT INTO entries VALUES(44,'grant',17,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','','4e65ba339410678205f1b03982f317371d5b7097402b6fe341091d0243e9aced',0,0,20923,20923,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','0891e3395c0ed300ee26aaa31cfb9a3781e24893b426a9ebff3913f96a62fa06','38d031c410e2d842e40f0a94300dec49b296558711cf2366f34ceb7bd9635e62');
INSERT INTO entries VALUES(45,'grant',18,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','','b3cc1358184f58788d8f25d10d84cf291ad9dc440a38d2eb4ddcf97b73af79df',0,0,20923,20923,'a9cdd7dbe956933b2ebe19f73352829dd276c37e9d47f023505dad17d526179a','38d031c410e2d842e40f0a94300dec49b296558711cf2366f34ceb7bd9635e62','f4c025a36d5d0fdcb14c0b6eb83078635359e2c90ba14352d3d90d55433851b2');
INSERT INTO entries VALUES(46,'bill',NULL,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','B','',0,0,20939,20939,'','f4c025a36d5d0fdcb14c0b6eb83078635359e2c90ba14352d3d90d55433851b2','69af7eb6b857bb459996019599f928d54e6dacd3bfb9a1c08bea35ffb4cab7da');
INSERT INTO entries VALUES(47,'due',1,'da2bbdaebfe74a49d7b2dbc407438cff45d2eff9c622f1e0b0603c73bbd9a8e6','B','10% off, at most EUR 4 a bill, for 3 months',2,400,20939,20939,'','69af7eb6b857bb459996019599f928d54e6dacd3bfb9a1c08bea35ffb4cab7da','4732acad50440b0a15d43c26602bd856eedfd48d4b992371cba724c7eba0f4b6');
INSERT INTO entries VALUES(48,'bill',NULL,'6ec230e7a0529c92b4e923429a5da679a242c7e94de172653538f24f83c18673','B','',0,0,20939,20939,'','4732acad50440b0a15d43c26602bd856eedfd48d4b992371cba724c7eba0f4b6','6b3bebde08370aa9e063e7934b297177cabde12d801ffe0d010db2d36010cdc4');
INSERT INTO entries VALUES(49,'due',5,'6ec230e7a0529c92b4e923429a5da679a242c7e94de172653538f24f83c18673','B','10% off, at most EUR 4 a bill, for 3 months',2,400,20939,20939,'','6b3bebde08370aa9e063e7934b297177cabde12d801ffe0d010db2d36010cdc4','06d068f1b779607e457d2dad3bdca006c9c847a67d26c2924d7ee62bb6f410d6');
INSERT INTO entries VALUES(50,'bill',NULL,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','B','',0,0,20939,20939,'','06d068f1b779607e457d2dad3bdca006c9c847a67d26c2924d7ee62bb6f410d6','7e70524103e9d3d79d79a0f6add20ba7d8cbfaee3b7bf76356f71e056dd4ceab');
INSERT INTO entries VALUES(51,'due',17,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','B','10% off, at most EUR 4 a bill, for 3 months',1,400,20939,20939,'','7e70524103e9d3d79d79a0f6add20ba7d8cbfaee3b7bf76356f71e056dd4ceab','a8327c74820745d45160305ab81dad31956bfda09074c8aa5d61f305c84426b3');
INSERT INTO entries VALUES(52,'due',18,'3974154a2cdcc38d523ffed39921015d0e145c01b779fa4b9a96c1a4a6850c81','B','1% off while complaints is at most 2',1,50,20939,20939,'','a8327c74820745d45160305ab81dad31956bfda09074c8aa5d61f305c84426b3','67538ae3a970821bd3b7c5f08e97a10d3f34c8a8d4cdab8e8abd6f9b5353412d');
INSERT INTO entries VALUES(53,'bill',NULL,'146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6','B','',0,0,20939,20939,'','67538ae3a970821bd3b7c5f08e97a10d3f34c8a8d4cdab8e8abd6f9b5353412d','6b12dc2be99199575dc868e556a1ad9ee07413eb79dc0ad4da06c6864a10d52a');
INSERT INTO entries VALUES(54,'due',10,'146420d9d9be973983a6bbec4ad86171f97345d8d9f8c85de08e4c77ca64b1d6','B','10% off, at most EUR 4 a bill, for 3 months',2,400,20939,20939,'','6b12dc2be99199575dc868e556a1ad9ee07413eb79dc0ad4da06c6864a10d52a','e21d59c751f2eeeeef07489651ae833a039218271dce7d006483c40091b819b3');
INSERT INTO entries VALUES(55,'bill',NULL,'a1ac94e3186e29de9c98752fe9a26c810fc0a0abf55d31c65786b11c5f210f5a','B','',0,0,20939,20939,'','e21d59c751f2eeeeef07489651ae833a039218271dce7d006483c40091b819b3','1b7a308f8b10cb8f3519e2e997ef06f50fb76d5e24042feafb560780ce4d39a5');
INSERT INTO entries VALUES(56,'due',13,'a1ac94e3186e29de9c98752fe9a26c810fc0a0abf55d31c65786b11c5f210f5a','B','10% off, at most EUR 4 a bill, for 3 months',2,400,20939,20939,'','1b7a308f8b10cb8f3519e2e997ef06f50fb76d5e24042feafb560780ce4d39a5','1893774ea3def175b988cee3c120aba1459cc5be9f17556f0291d2af48f29cc5');
INSERT INTO entries VALUES(57,'due',14,'a1ac94e3186e29de9c98752fe9a26c810fc0a0abf55d31c65786b11c5f210f5a','B','1% off while complaints is at most 2',2,50,20939,20939,'','1893774ea3def175b988cee3c120aba1459cc5be9f17556f0291d2af48f29cc5','4464ebbd509b3a7f484011910715537855c0b8f9f138cb5901e740bda8ce672e');
INSERT INTO entries VALUES(58,'bill',NULL,'b40f2a44c9d6515787aa1ced32a46bc952267af4ad4381533f1b89d779fa4b5d','B','',0,0,20939,20939,'','4464ebbd509b3a7f484011910715537855c0b8f9f138cb5901e740bda8ce672e','ca211932a6d02333fe50ed62d18130ec7281bfee2a57153db476be6ace01fe10');
INSERT INTO entries VALUES(59,'due',15,'b40f2a44c9d6515787aa1ced32a46bc952267af4ad4381533f1b89d779fa4b5d','B','10% off, at most EUR 4 a bill, for 3 months',2,400,20939,20939,'','ca211932a6d02333fe50ed62d18130ec7281bfee2a57153db476be6ace01fe10','4b0c7d9f5f4e0ca2b403e0fba68067a69c4db58b49ada07999e09abec7bd4542');
INSERT INTO entries VALUES(60,'due',16,'b40f2a44c9d6515787aa1ced32a46bc952267af4ad4381533f1b89d779fa4b5d','B','1% off while complaints is at most 2',2,50,20939,20939,'','4b0c7d9f5f4e0ca2b403e0fba68067a69c4db58b49ada07999e09abec7bd4542','20d8319c3be2a01e83e2efe09eac4edd16f435fffc013ae07c6475535a9e1194');
CREATE INDEX decisions_of ON decisions (contract);
CREATE UNIQUE INDEX once_an_occasion ON awards (contract, offer, occasion) WHERE state <> 'released';
CREATE INDEX awards_of_offer ON awards (offer);
CREATE INDEX entries_of ON entries (contract);
CREATE INDEX entries_of_award ON entries (award);
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
COMMIT;
