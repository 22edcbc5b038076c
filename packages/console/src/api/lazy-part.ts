import { lazy } from 'react'
import { loadCode } from './load-code.ts'

/** A part of a screen whose code is loaded when it is first shown. Stands in a `Suspense`. */
export function lazyPart<Name extends string, Props>(
  load: () => Promise<Readonly<Record<Name, (props: Props) => React.JSX.Element>>>,
  name: Name,
) {
  return lazy(async () => ({ default: (await loadCode(load))[name] }))
}
