import { Page } from '../components/page.tsx'

export function NoAccount(): React.JSX.Element {
  return <Page title="No account">…</Page>
}
