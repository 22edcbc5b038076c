import { Text, UnstyledButton } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { loadCode } from '../api/load-code.ts'
import { sessionQuery } from '../session/session-queries.ts'
import { useAccount } from '../session/use-account.ts'
import { Icon } from '../ui/marks/icon.tsx'

const AccountMenu = lazy(() => loadCode(() => import('./account-menu.tsx')))

/** The account. People with several ones choose here, and the installation's administrator creates more. */
export function AccountButton(): React.JSX.Element {
  const { data } = useSuspenseQuery(sessionQuery)
  const { name } = useAccount()
  const [isWanted, setWanted] = useState(false)
  if (data.memberships.length < 2 && !data.person.isInstallationAdministrator) {
    return (
      <Text size="sm" fw={600} px="sm" py={6} truncate title={name}>
        {name}
      </Text>
    )
  }
  const button = (props: { readonly onClick?: () => void; readonly autoFocus?: boolean }): React.JSX.Element => (
    <UnstyledButton
      className="account-button"
      aria-label={`Account: ${name}`}
      aria-haspopup="menu"
      aria-expanded={false}
      {...props}
    >
      <span className="account-button-name">{name}</span>
      <Icon name="chevron" size={14} className="turned" />
    </UnstyledButton>
  )
  const closed = button({ onClick: () => setWanted(true) })
  if (!isWanted) return closed
  // The button of the menu takes the place of the one that was pressed, and its focus.
  return (
    <Suspense fallback={closed}>
      <AccountMenu>{button({ autoFocus: true })}</AccountMenu>
    </Suspense>
  )
}
