/** Matches paths against a pattern such as `suppliers/:supplier_id/addresses`. */
export interface PathPattern {
  /** Values of the parameters, or undefined when the path does not fit. */
  match(path: string): Readonly<Record<string, string>> | undefined
}

/** Understands a pattern. Parameters named `id` or ending in `_id` take digits only, others one whole segment. */
export function createPathPattern(pattern: string): PathPattern {
  const parts = pattern.split('/')
  return {
    match(path) {
      const segments = path.split('/')
      if (segments.length !== parts.length) return undefined
      const parameters: Record<string, string> = {}
      for (const [place, part] of parts.entries()) {
        const segment = segments[place] ?? ''
        if (!part.startsWith(':')) {
          if (part !== segment && part.replaceAll('-', '_') !== segment.replaceAll('-', '_')) return undefined
          continue
        }
        const name = part.slice(1)
        const isId = name === 'id' || name.endsWith('_id')
        if (segment === '' || (isId && !/^\d+$/.test(segment))) return undefined
        parameters[name] = segment
      }
      return parameters
    },
  }
}
