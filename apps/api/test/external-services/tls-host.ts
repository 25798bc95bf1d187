import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';

/** Made for this test alone, of this machine's own name, and long-lived: nobody else trusts it. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUXxUx7zk/wNcLUBAoK9wELuq1b4IwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzEzNTg1MloYDzIxMjYxMDMw
MTM1ODUyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQRYOpya5DKY+68rFts9wkwb/vAmsYm53wqnroKYYnMwteVjBhmFZ/y
9tVBnP1CwLQFfIB24GNOaPmtOySlTYXAo28wbTAdBgNVHQ4EFgQU0kiZgi03srRN
E97sbHLvrft8zZYwHwYDVR0jBBgwFoAU0kiZgi03srRNE97sbHLvrft8zZYwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhAMhlte8HYmBnp+wj2D2fOCrc9QKHz7hneGAVhOKIfcNcAiAK
NTKES4Eeufb3k7c2HzzRZCK6Tcrb0pVbWHD7niV5EQ==
-----END CERTIFICATE-----`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgQfzlzySySBiBjLN4
PmpyZRg8oviKtdXrI+D6cpVj3f+hRANCAAQRYOpya5DKY+68rFts9wkwb/vAmsYm
53wqnroKYYnMwteVjBhmFZ/y9tVBnP1CwLQFfIB24GNOaPmtOySlTYXA
-----END PRIVATE KEY-----`;

export const CERTIFICATE_ENDS = new Date('2126-10-30T13:58:52Z');

interface TlsHost {
  url: string;
  host: string;
  close(): Promise<void>;
}

/** Answers every request with an empty 200 over TLS. While it is open, this process trusts its certificate. */
export async function startTlsHost(): Promise<TlsHost> {
  const distrust = trust();
  const server: Server = createServer({ cert: CERTIFICATE, key: KEY }, (_request, response) =>
    response.end(),
  );
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `https://${host}`,
    close: () => {
      distrust();
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

/** Node has no other way to add an authority to a process that runs already. */
function trust(): () => void {
  const original = tls.createSecureContext;
  tls.createSecureContext = (options) => original({ ...options, ca: [...tls.rootCertificates, CERTIFICATE] });
  return () => {
    tls.createSecureContext = original;
  };
}
