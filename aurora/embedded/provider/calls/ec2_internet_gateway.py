"""`aws:ec2/internetGateway:InternetGateway`."""

from __future__ import annotations

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pairs_to_tags, sync_tags, tag_specifications

__all__ = ["InternetGateway"]


class InternetGateway(Calls):
    """An internet gateway and the VPC it is attached to."""

    type = "aws:ec2/internetGateway:InternetGateway"

    def create(self, call: Call) -> None:
        """Create the gateway, then attach it where a VPC is given."""
        with doing(call, "creating EC2 Internet Gateway"):
            answer = call.client("ec2").create_internet_gateway(
                **tag_specifications("internet-gateway", call.inputs.get("tagsAll"))
            )
        call.id = answer["InternetGateway"]["InternetGatewayId"]
        if call.inputs.get("vpcId"):
            _attach(call, call.inputs["vpcId"])

    def read(self, call: Call) -> Properties | None:
        """Return the gateway; `vpcId` is empty while it is not attached."""
        try:
            found = call.client("ec2").describe_internet_gateways(InternetGatewayIds=[call.id])
        except ClientError as error:
            if is_error(error, "InvalidInternetGatewayID.NotFound"):
                return None
            call.fail(f"reading EC2 Internet Gateway ({call.id})", error)
        if not found["InternetGateways"]:
            return None
        gateway = found["InternetGateways"][0]
        owner = gateway.get("OwnerId", call.account)
        attachments = gateway.get("Attachments", [])
        return {
            "arn": f"arn:{call.partition}:ec2:{call.region}:{owner}:internet-gateway/{call.id}",
            "ownerId": owner,
            "vpcId": attachments[0].get("VpcId", "") if attachments else "",
            "tagsAll": pairs_to_tags(gateway.get("Tags", [])),
        }

    def update(self, call: Call) -> None:
        """Move the gateway to another VPC: detach, then attach."""
        if "vpcId" in call.changed:
            if call.prior.get("vpcId"):
                _detach(call, call.prior["vpcId"])
            if call.inputs.get("vpcId"):
                _attach(call, call.inputs["vpcId"])
        sync_tags(call, "ec2", call.id)

    def delete(self, call: Call) -> None:
        """Detach, then delete."""
        if call.prior.get("vpcId"):
            _detach(call, call.prior["vpcId"])
        with (
            doing(call, f"deleting EC2 Internet Gateway ({call.id})"),
            ignoring("InvalidInternetGatewayID.NotFound"),
        ):
            call.client("ec2").delete_internet_gateway(InternetGatewayId=call.id)


def _attach(call: Call, vpc: str) -> None:
    client = call.client("ec2")
    with doing(call, f"attaching EC2 Internet Gateway ({call.id}) to VPC ({vpc})"):
        retrying(
            call,
            lambda error: is_error(error, "InvalidInternetGatewayID.NotFound"),
            lambda: client.attach_internet_gateway(InternetGatewayId=call.id, VpcId=vpc),
        )


def _detach(call: Call, vpc: str) -> None:
    with (
        doing(call, f"detaching EC2 Internet Gateway ({call.id}) from VPC ({vpc})"),
        ignoring("Gateway.NotAttached", "InvalidInternetGatewayID.NotFound"),
    ):
        call.client("ec2").detach_internet_gateway(InternetGatewayId=call.id, VpcId=vpc)
