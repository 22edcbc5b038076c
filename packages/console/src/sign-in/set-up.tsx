import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Entrance } from '../layout/entrance.tsx'
import { ErrorState } from '../ui/states/states.tsx'
import { IncompleteLink, LinkGate } from './link-gate.tsx'
import { useSetUp } from './sign-in-mutations.ts'
import { setUpLinkQuery } from './sign-in-queries.ts'
import { useLinkToken } from './use-link-token.ts'

/** Creates the first administrator, with the link that the hub printed. */
export function SetUp(): React.JSX.Element {
  const token = useLinkToken()
  if (token === undefined) {
    return (
      <IncompleteLink>
        Copy all of the link that the hub printed when it started, including everything after the #. If the hub has
        already been set up,{' '}
        <Link className="text-link" to="/sign-in" search={{}}>
          sign in
        </Link>
        .
      </IncompleteLink>
    )
  }
  return <CheckedSetUp token={token} />
}

function CheckedSetUp({ token }: { readonly token: string }): React.JSX.Element {
  const link = useQuery(setUpLinkQuery(token))
  return (
    <LinkGate title="Set up this hub" link={link}>
      <SetUpForm token={token} />
    </LinkGate>
  )
}

function SetUpForm({ token }: { readonly token: string }): React.JSX.Element {
  const [given, setGiven] = useState({ name: '', email: '', password: '', accountName: '' })
  const setUp = useSetUp()
  const field = (name: keyof typeof given) => ({
    value: given[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setGiven({ ...given, [name]: event.currentTarget.value }),
    required: true,
  })
  return (
    <Entrance
      title="Welcome"
      description="Connect to Coupa, test connections and explore their data. Create the first administrator to begin; nothing leaves this server."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setUp.mutate({ token, ...given })
        }}
      >
        <Stack gap="md">
          {setUp.error ? <ErrorState error={setUp.error} /> : null}
          <TextInput label="Your name" autoComplete="name" autoFocus {...field('name')} />
          <TextInput label="Email address" type="email" autoComplete="username" {...field('email')} />
          <PasswordInput
            label="Password"
            description="Use at least 12 characters. A short phrase works well."
            autoComplete="new-password"
            minLength={12}
            {...field('password')}
          />
          <TextInput
            label="Account"
            description="Your company or team. Connections, containers and people belong to an account."
            placeholder="Acme Procurement"
            autoComplete="organization"
            {...field('accountName')}
          />
          <Button type="submit" loading={setUp.isPending} fullWidth>
            Set up
          </Button>
        </Stack>
      </form>
    </Entrance>
  )
}
