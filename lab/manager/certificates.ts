import { md, pki } from 'node-forge';

/** PEM texts. */
export interface Certificates {
  /** Certificate of the authority that clients have to trust. */
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

function makeCertificate(
  subject: string,
  keys: pki.rsa.KeyPair,
  issuer: { name: string; key: pki.rsa.PrivateKey },
  extensions: object[]
): pki.Certificate {
  const certificate = pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = `01${Math.random().toString(16).slice(2, 14)}`;
  certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
  certificate.validity.notAfter = new Date(Date.now() + 365 * 86_400_000);
  certificate.setSubject([{ name: 'commonName', value: subject }]);
  certificate.setIssuer([{ name: 'commonName', value: issuer.name }]);
  certificate.setExtensions(extensions);
  certificate.sign(issuer.key, md.sha256.create());
  return certificate;
}

let made: Certificates | undefined;

/** An authority of our own and a certificate of it for 127.0.0.1 and localhost, made once in a process. */
export function certificates(): Certificates {
  if (made !== undefined) return made;
  const authorityKeys = pki.rsa.generateKeyPair({ bits: 2048 });
  const keys = pki.rsa.generateKeyPair({ bits: 2048 });
  const issuer = { name: 'Simulated manager authority', key: authorityKeys.privateKey };
  const authority = makeCertificate(issuer.name, authorityKeys, issuer, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ]);
  const certificate = makeCertificate('simulated manager', keys, issuer, [
    { name: 'basicConstraints', cA: false },
    { name: 'extKeyUsage', serverAuth: true },
    {
      name: 'subjectAltName',
      altNames: [
        { type: 7, ip: '127.0.0.1' },
        { type: 2, value: 'localhost' },
      ],
    },
  ]);
  made = {
    ca: pki.certificateToPem(authority),
    certificate: pki.certificateToPem(certificate),
    key: pki.privateKeyToPem(keys.privateKey),
  };
  return made;
}
