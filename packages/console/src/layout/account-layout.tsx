import { ActionIcon, Box, Burger, Divider, Stack, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { SessionGuard } from '../session/session-guard.tsx'
import { useAccount, useIsMember } from '../session/use-account.ts'
import { Icon, type IconName } from '../ui/marks/icon.tsx'
import { LoadingRows } from '../ui/states/states.tsx'
import { AccountButton } from './account-button.tsx'
import { Brand } from './brand.tsx'
import { NoSuchAccount } from './no-such-account.tsx'
import { PersonButton } from './person-button.tsx'
import { RecordSearchBox } from './record-search-box.tsx'
import { useIdleCode } from './use-idle-code.ts'

/** The frame of everything that belongs to an account: where to go, and who is signed in. */
export function AccountLayout(): React.JSX.Element {
  return useIsMember() ? <Frame /> : <NoSuchAccount />
}

function Frame(): React.JSX.Element {
  const [isOpen, menu] = useDisclosure(false)
  const account = useAccount()
  useIdleCode()
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <header className="frame-header">
        <span className="frame-header-part">
          <Burger opened={isOpen} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label="Menu" />
          <Brand />
        </span>
        <span className="frame-header-part">
          <RecordSearchBox />
          <ColorSchemeButton />
          <PersonButton />
        </span>
      </header>
      <nav className="frame-navigation" aria-label="Main" data-open={isOpen || undefined}>
        <AccountButton />
        <Stack gap={2} onClick={menu.close}>
          <NavigationLink to="/a/$account" icon="home" isExact>
            Home
          </NavigationLink>
          <Divider className="nav-divider" label="Processes" labelPosition="left" />
          <NavigationLink to="/a/$account/processes" icon="process">
            Processes
          </NavigationLink>
          <NavigationLink to="/a/$account/runs" icon="runs">
            Runs
          </NavigationLink>
          <NavigationLink to="/a/$account/failures" icon="warning">
            Failures
          </NavigationLink>
          <NavigationLink to="/a/$account/answers" icon="answer">
            Answers
          </NavigationLink>
          <NavigationLink to="/a/$account/destinations" icon="destination">
            Destinations
          </NavigationLink>
          <NavigationLink to="/a/$account/history" icon="history">
            History
          </NavigationLink>
          <NavigationLink to="/a/$account/alerts" icon="alert">
            Alerts
          </NavigationLink>
          <Divider className="nav-divider" label="Coupa" labelPosition="left" />
          <NavigationLink to="/a/$account/connections" icon="connection">
            Connections
          </NavigationLink>
          <NavigationLink to="/a/$account/explore" icon="explore">
            Explore
          </NavigationLink>
          <NavigationLink to="/a/$account/proposals" icon="pencil">
            Proposals
          </NavigationLink>
          <NavigationLink to="/a/$account/tests" icon="check">
            Tests
          </NavigationLink>
          <NavigationLink to="/a/$account/containers" icon="container">
            Containers
          </NavigationLink>
          <Divider className="nav-divider" label="Account" labelPosition="left" />
          <NavigationLink to="/a/$account/people" icon="people">
            People
          </NavigationLink>
          {account.can('administrator') ? (
            <>
              <NavigationLink to="/a/$account/keys" icon="key">
                API keys
              </NavigationLink>
              <NavigationLink to="/a/$account/audit" icon="audit">
                Audit log
              </NavigationLink>
            </>
          ) : null}
          <NavigationLink to="/a/$account/settings" icon="policy">
            Settings
          </NavigationLink>
          <a className="nav-link" href="/docs/" target="_blank" rel="noreferrer">
            <Icon name="help" />
            Help
          </a>
        </Stack>
      </nav>
      <main className="frame-main" id="content" tabIndex={-1}>
        <Suspense
          fallback={
            <Box p="xl" maw={1120} mx="auto">
              <LoadingRows />
            </Box>
          }
        >
          <Outlet />
        </Suspense>
      </main>
      <SessionGuard />
    </>
  )
}

type AccountPath =
  | '/a/$account'
  | '/a/$account/processes'
  | '/a/$account/runs'
  | '/a/$account/history'
  | '/a/$account/alerts'
  | '/a/$account/failures'
  | '/a/$account/answers'
  | '/a/$account/connections'
  | '/a/$account/destinations'
  | '/a/$account/explore'
  | '/a/$account/proposals'
  | '/a/$account/tests'
  | '/a/$account/containers'
  | '/a/$account/people'
  | '/a/$account/keys'
  | '/a/$account/audit'
  | '/a/$account/settings'

function NavigationLink({
  to,
  icon,
  isExact = false,
  children,
}: {
  readonly to: AccountPath
  readonly icon: IconName
  readonly isExact?: boolean
  readonly children: string
}): React.JSX.Element {
  const { id } = useAccount()
  return (
    <Link
      to={to}
      params={{ account: id }}
      className="nav-link"
      activeOptions={{ exact: isExact, includeSearch: false }}
    >
      <Icon name={icon} />
      {children}
    </Link>
  )
}

function ColorSchemeButton(): React.JSX.Element {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const other = scheme === 'dark' ? 'light' : 'dark'
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={other === 'dark' ? 'Dark mode' : 'Light mode'}
      onClick={() => setColorScheme(other)}
    >
      <Icon name={scheme === 'dark' ? 'sun' : 'moon'} />
    </ActionIcon>
  )
}
