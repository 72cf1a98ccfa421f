// An SMTP server for tests: says where it listens, then every mail it takes, as a line of JSON each. Its temper is its argument.
//
//   obliging   takes everything, in the clear
//   starttls   offers STARTTLS, with a certificate that nobody vouches for
//   busy       turns every recipient away for now (RFC 5321, 450)
//   refusing   turns every recipient away for good (550)
//   silent     takes the connection and never says a word
import { createServer } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

const temper = process.argv[2] ?? "obliging";
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const turnAway = (code) => (_address, _session, done) => done(Object.assign(new Error("not here"), { responseCode: code }));

function smtp() {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: temper === "starttls" ? ["AUTH"] : ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    ...(temper === "busy" && { onRcptTo: turnAway(450) }),
    ...(temper === "refusing" && { onRcptTo: turnAway(550) }),
    onData: (stream, session, done) =>
      simpleParser(stream).then((mail) => {
        say({
          recipient: session.envelope.rcptTo.map(({ address }) => address).join(", "),
          sender: mail.from?.text,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          automatic: mail.headers.get("auto-submitted"),
        });
        done();
      }, done),
  });
}

const server = temper === "silent" ? createServer(() => {}) : smtp();
server.on("error", () => {}); // a client that breaks off, as some of these tests want
server.listen(0, "127.0.0.1", function () {
  say({ port: (this.address?.() ?? server.server.address()).port });
});
process.stdin.resume().on("close", () => process.exit()); // with whoever started it
