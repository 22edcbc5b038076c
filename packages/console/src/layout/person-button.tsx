import { Text, UnstyledButton } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { loadCode } from '../api/load-code.ts'
import { sessionQuery } from '../session/session-queries.ts'

const loadMenu = () => loadCode(() => import('./person-menu.tsx'))
const PersonMenu = lazy(loadMenu)

/** How long after the first screen the code of the menu is loaded, if nobody has asked for it before. */
const loadAfterMs = 1000

/** Who is signed in. The first screen does not need the menu behind it, whose code is large and loads afterwards. */
export function PersonButton(): React.JSX.Element {
  const { data } = useSuspenseQuery(sessionQuery)
  const [isWanted, setWanted] = useState(false)
  useEffect(() => {
    // If it cannot be had now, pressing the button asks again.
    const timer = setTimeout(() => void import('./person-menu.tsx').catch(() => undefined), loadAfterMs)
    return () => clearTimeout(timer)
  }, [])
  const { name } = data.person
  const button = (props: { readonly onClick?: () => void; readonly autoFocus?: boolean }): React.JSX.Element => (
    <UnstyledButton aria-label={`${name}: profile and sign-out`} aria-haspopup="menu" aria-expanded={false} {...props}>
      <span className="frame-header-part">
        <span className="avatar" aria-hidden="true" data-initials={initials(name)} />
        <Text size="sm" visibleFrom="sm" component="span">
          {name}
        </Text>
      </span>
    </UnstyledButton>
  )
  const closed = button({ onClick: () => setWanted(true) })
  if (!isWanted) return closed
  // The button of the menu takes the place of the one that was pressed, and its focus.
  return (
    <Suspense fallback={closed}>
      <PersonMenu>{button({ autoFocus: true })}</PersonMenu>
    </Suspense>
  )
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
}
