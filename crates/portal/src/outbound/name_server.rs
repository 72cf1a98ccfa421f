//! A DNS server for tests: answers from a few records over UDP, and says nothing else.

use hickory_resolver::proto::{
    op::{Message, MessageType, ResponseCode},
    rr::{
        Name, RData, Record, RecordType,
        rdata::{A, NS, TXT},
    },
};
use std::net::SocketAddr;
use tokio::net::UdpSocket;

#[derive(Debug, Default)]
pub(crate) struct Zone {
    records: Vec<(Name, RData)>,
    refuses: bool,
}

fn name(text: &str) -> Name {
    let mut name = Name::from_ascii(text).unwrap();
    name.set_fqdn(true);
    name
}

impl Zone {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// One that refuses every question.
    pub(crate) fn refusing() -> Self {
        Self { refuses: true, ..Self::default() }
    }

    fn with(mut self, of: &str, data: RData) -> Self {
        self.records.push((name(of), data));
        self
    }

    pub(crate) fn text(self, of: &str, pieces: &[&str]) -> Self {
        self.with(of, RData::TXT(TXT::new(pieces.iter().map(|piece| (*piece).to_owned()).collect())))
    }

    pub(crate) fn address(self, of: &str, address: &str) -> Self {
        self.with(of, RData::A(A(address.parse().unwrap())))
    }

    pub(crate) fn server(self, of: &str, server: &str) -> Self {
        self.with(of, RData::NS(NS(name(server))))
    }

    /// Answers at a port of that address until the test ends.
    pub(crate) async fn serve(self, address: &str) -> SocketAddr {
        self.serve_at(SocketAddr::new(address.parse().unwrap(), 0)).await
    }

    pub(crate) async fn serve_at(self, at: SocketAddr) -> SocketAddr {
        let socket = UdpSocket::bind(at).await.unwrap();
        let at = socket.local_addr().unwrap();
        tokio::spawn(async move {
            let mut buffer = [0; 4096];
            while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
                if let Ok(asked) = Message::from_vec(&buffer[..length]) {
                    let answer = self.answer(&asked).to_vec().unwrap();
                    socket.send_to(&answer, from).await.unwrap();
                }
            }
        });
        at
    }

    fn answer(&self, asked: &Message) -> Message {
        let mut answer = Message::response(asked.metadata.id, asked.metadata.op_code);
        answer.metadata.message_type = MessageType::Response;
        answer.metadata.recursion_desired = asked.metadata.recursion_desired;
        answer.metadata.recursion_available = true;
        answer.metadata.authoritative = true;
        if self.refuses {
            answer.metadata.response_code = ResponseCode::Refused;
        }
        for query in &asked.queries {
            answer.add_query(query.clone());
            // The case of a question comes back as it was asked: resolvers use it against forgers.
            let asked_name = query.name();
            let known = self.records.iter().any(|(name, _)| name == asked_name);
            if !known && !self.refuses {
                answer.metadata.response_code = ResponseCode::NXDomain;
            }
            for (_, data) in self.records.iter().filter(|(name, data)| name == asked_name && data.record_type() == query.query_type()) {
                if query.query_type() != RecordType::ANY {
                    answer.add_answer(Record::from_rdata(asked_name.clone(), 60, data.clone()));
                }
            }
        }
        answer
    }
}
