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
