import type { Request, Response, Router } from 'express';
import type { Accounts } from '../access/accounts.ts';
import type { SignalwireAccount } from '../config.ts';
import { toLamlAccount } from '../mappers/account.ts';
import { sendList } from './send-list.ts';
import { viewOf } from './view-of.ts';

/** The account of the request, which is all that its credentials may see. */
export function addAccountRoutes(router: Router, accounts: Accounts): void {
  router.get('/Accounts/:AccountSid.json', (req: Request, res: Response) => {
    res.json(toLamlAccount(accounts.of(res).name, viewOf(req, res, accounts)));
  });
  router.get('/Accounts.json', async (req: Request, res: Response) => {
    const view = viewOf(req, res, accounts);
    const base = view.path.slice(0, view.path.indexOf('/Accounts/'));
    await sendList<SignalwireAccount>(
      req,
      res,
      { ...view, path: base },
      {
        key: 'accounts',
        path: '/Accounts',
        filters: [],
        read: async () => ({ items: [accounts.of(res)] }),
        show: ({ name }) => toLamlAccount(name, view),
      },
    );
  });
}
