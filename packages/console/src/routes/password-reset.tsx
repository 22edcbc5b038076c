import { Page } from '../components/page.tsx'

export function PasswordReset(): React.JSX.Element {
  return <Page title="New password">…</Page>
}
