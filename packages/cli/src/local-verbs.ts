/** The verbs that work only where the companies lie, and why: everything else works on a server too, by `--url`. Groups stand for all their verbs. */
export const LOCAL_VERBS: Readonly<Record<string, string>> = {
  start: 'runs companies on the machine that it is started on',
  doctor: 'looks at the machine that a server runs on: its disk, its files, its programs',
  rehearse: 'works on a copy of the data',
  db: 'looks after the database itself',
}
