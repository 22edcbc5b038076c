import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Entrance } from '../layout/entrance.tsx'
import { ErrorState } from '../ui/states.tsx'
import { useSetUp } from './sign-in-mutations.ts'
import { useLinkToken } from './use-link-token.ts'

/** Making the first administrator, with the link that the hub printed. */
export function SetUp(): React.JSX.Element {
  const token = useLinkToken()
  const [given, setGiven] = useState({ name: '', email: '', password: '', accountName: '' })
  const setUp = useSetUp()
  const field = (name: keyof typeof given) => ({
    value: given[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setGiven({ ...given, [name]: event.currentTarget.value }),
    required: true,
  })
  if (token === undefined) {
    return (
      <Entrance title="The link is not complete">
        Open the whole link that the hub printed when it started, with what follows the sign #. If the installation is
        set up already,{' '}
        <Link to="/sign-in" search={{}}>
          sign in
        </Link>
        .
      </Entrance>
    )
  }
  return (
    <Entrance
      title="Welcome"
      description="Make yourself the first administrator. Everything stays on this installation."
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
            description="Your company or team: connections, containers and people belong to an account."
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
