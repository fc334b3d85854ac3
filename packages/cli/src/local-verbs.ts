/** The verbs that work only where the companies lie, and why: everything else works on a server too, by `--url`. Groups stand for all their verbs. */
export const LOCAL_VERBS: Readonly<Record<string, string>> = {
  start: 'runs companies on the machine that it is started on',
  doctor: 'looks at the machine that a server runs on: its disk, its files, its programs',
  rehearse: 'works on a copy of the data',
  db: 'looks after the database itself',
  'account password': 'lets whoever may do it become anybody',
}

/** Why a verb works only where the companies lie; undefined for one that works on a server, too. */
export const whyHere = (verb: string): string | undefined => LOCAL_VERBS[verb] ?? LOCAL_VERBS[verb.split(' ')[0] ?? '']
