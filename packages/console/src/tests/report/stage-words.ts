interface StageWords {
  /** While it runs: "Reaching the token server". */
  readonly doing: string
  /** What it is, once it has ended: "Token server reached". */
  readonly done: string
  readonly failed: string
}

const words: Readonly<Record<string, StageWords>> = {
  settings: { doing: 'Checking settings', done: 'Settings complete', failed: 'Settings incomplete or wrong' },
  'token-connect': {
    doing: 'Reaching the token server',
    done: 'Token server reached',
    failed: 'Token server not reached',
  },
  'token-tls': {
    doing: 'Encrypting the connection to the token server',
    done: 'Connection to the token server encrypted',
    failed: 'No encrypted connection to the token server',
  },
  'token-request': { doing: 'Signing in', done: 'Signed in', failed: 'Not signed in' },
  'token-parse': { doing: 'Reading the token', done: 'Token received', failed: 'No usable token' },
  'scope-check': { doing: 'Comparing scopes', done: 'Scopes granted', failed: 'Scopes missing' },
  'service-connect': { doing: 'Reaching Coupa', done: 'Coupa reached', failed: 'Coupa not reached' },
  'service-tls': {
    doing: 'Encrypting the connection to Coupa',
    done: 'Connection to Coupa encrypted',
    failed: 'No encrypted connection to Coupa',
  },
  probe: { doing: 'Reading Tax Codes', done: 'Tax Codes read', failed: 'Tax Codes not read' },
  classify: { doing: 'Checking the response', done: 'Response valid', failed: 'Response not valid' },
}

/** A stage in words: what is being done while it waits or runs, and what came of it afterwards. */
export function stageWords(name: string, status: 'waiting' | 'running' | 'failed' | 'ended'): string {
  const known = words[name] ?? probeWords(name)
  if (status === 'failed') return known.failed
  return status === 'ended' ? known.done : known.doing
}

function probeWords(name: string): StageWords {
  const resource = name.replace(/^probe:/, '')
  return { doing: `Reading ${resource}`, done: `${resource} read`, failed: `${resource} not read` }
}

/** What differs in a matrix, in words. */
export function aspectWords(aspect: string): string {
  const stage = /^(latency of|encryption in) (.+)$/.exec(aspect)
  if (stage?.[1] && stage[2]) {
    const party = stage[2].startsWith('token') ? 'the token server' : 'Coupa'
    if (stage[1] === 'encryption in') return `Encryption with ${party}`
    return stage[2].endsWith('-tls') ? `Time to encrypt with ${party}` : `Time to reach ${party}`
  }
  return aspect === 'stage' ? 'Stage reached' : aspect.charAt(0).toUpperCase() + aspect.slice(1)
}
