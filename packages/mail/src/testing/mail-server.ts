import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail that arrived. */
export interface Arrived {
  readonly parsed: ParsedMail;
  readonly source: string;
  /** Whether it came through TLS, and as which user. */
  readonly secure: boolean;
  readonly user: string | undefined;
}

/** A real SMTP server on a free port. */
export class MailServer {
  readonly arrived: Arrived[] = [];
  readonly port: number;
  readonly #server: SMTPServer;

  private constructor(server: SMTPServer, port: number, arrived: Arrived[]) {
    this.#server = server;
    this.port = port;
    this.arrived = arrived;
  }

  /** @param port default: a free one. */
  static async open(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
    const arrived: Arrived[] = [];
    const server = new SMTPServer({
      disableReverseLookup: true,
      authOptional: true,
      ...(options.key === undefined ? { hideSTARTTLS: true } : {}),
      ...options,
      onData(stream, { secure, user }, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', async () => {
          const source = Buffer.concat(chunks);
          const parsed = await simpleParser(source);
          arrived.push({ parsed, source: source.toString(), secure, user });
          done();
        });
      },
    });
    // What clients do to their connections is not our concern.
    server.on('error', () => undefined);
    await once(server.listen(port, '127.0.0.1'), 'listening');
    const address = server.server.address() as AddressInfo;
    return new MailServer(server, address.port, arrived);
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
